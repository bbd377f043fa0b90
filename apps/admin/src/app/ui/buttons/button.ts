import { Component, ElementRef, inject, input } from '@angular/core';
import { Restriction } from './restriction';

/**
 * The look of buttons, and of links that act like one. Material's button with its ripple is a tenth of the first load.
 * `appButton="primary"` is what a form is there for; `appButton="icon"` is a square around a drawing and needs a label.
 */
@Component({
  selector: 'button[appButton], a[appButton]',
  template: '<ng-content />',
  host: {
    '[attr.aria-disabled]': 'isBusy() || reason() !== null ? true : null',
    '[attr.aria-description]': 'reason()',
    '[attr.data-refused]': "reason() === null ? null : ''",
  },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: var(--space-2);
      min-block-size: 2rem;
      padding: 0.25rem 0.75rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: 500 var(--text-s) / 1.4 var(--font);
      text-decoration: none;
      white-space: nowrap;
      cursor: pointer;
      transition: background var(--ease);
    }
    :host(:hover) {
      background: var(--surface-sunken);
      text-decoration: none;
    }
    :host(:disabled) {
      color: var(--ink-muted);
      cursor: default;
    }
    :host([aria-disabled='true']) {
      color: var(--ink-muted);
      cursor: default;
    }
    :host([data-refused]) {
      border-style: dashed;
    }
    :host([appButton='primary']) {
      border-color: var(--accent);
      background: var(--accent);
      color: var(--on-accent);
    }
    :host([appButton='primary']:hover) {
      background: color-mix(in srgb, var(--accent) 88%, var(--ink));
    }
    :host([appButton='primary']:disabled),
    :host([appButton='primary'][aria-disabled='true']) {
      opacity: 0.7;
    }
    :host([appButton='icon']) {
      inline-size: 2.25rem;
      block-size: 2.25rem;
      padding: 0;
      border-color: transparent;
      background: transparent;
      color: var(--ink-muted);
      font-size: var(--text-m);
    }
    :host([appButton='icon']:hover) {
      background: var(--surface-sunken);
      color: var(--ink);
    }
    @media (pointer: coarse) {
      :host {
        min-block-size: 2.5rem;
      }
      :host([appButton='icon']) {
        inline-size: 2.75rem;
        block-size: 2.75rem;
      }
    }
  `,
})
export class Button {
  /** What it was pressed for is on its way: it does nothing until that is over, and keeps the focus, which `disabled` would drop. */
  readonly isBusy = input(false);

  /** Why it may not be pressed; null where it may. */
  protected readonly reason = inject(Restriction, { optional: true })?.reason ?? (() => null);

  constructor() {
    // Before the element's own listeners, in whatever order they were added.
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.addEventListener(
      'click',
      (event) => {
        if (!this.isBusy()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}
