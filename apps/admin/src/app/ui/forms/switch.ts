import { Component, inject, input, output } from '@angular/core';
import { Restriction } from '../buttons/restriction';

/** Turns one thing on and off at once. The label says what; the knob's place, not only its colour, says which. */
@Component({
  selector: 'app-switch',
  template: `
    <button
      type="button"
      role="switch"
      [attr.aria-checked]="isOn()"
      [attr.aria-label]="label()"
      [attr.aria-disabled]="isBusy() || reason() !== null ? true : null"
      [attr.aria-description]="reason()"
      (click)="turn()"
    >
      <span class="knob"></span>
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    button {
      inline-size: 2.25rem;
      block-size: 1.5rem;
      padding: 2px 0;
      border: 0;
      background: none;
      cursor: pointer;
    }
    .knob {
      display: block;
      position: relative;
      inline-size: 2.25rem;
      block-size: 1.25rem;
      border: 1px solid var(--ink-faint);
      border-radius: var(--radius-round);
      background: var(--surface-sunken);
      transition: background var(--ease);
    }
    .knob::after {
      content: '';
      position: absolute;
      inset: 2px auto 2px 2px;
      aspect-ratio: 1;
      border-radius: 50%;
      background: var(--ink-faint);
      transition: translate var(--ease);
    }
    [aria-checked='true'] .knob {
      border-color: var(--accent);
      background: var(--accent);
    }
    [aria-checked='true'] .knob::after {
      background: var(--on-accent);
      translate: 1rem;
    }
    [aria-disabled='true'] {
      cursor: default;
      opacity: 0.6;
    }
    @media (forced-colors: active) {
      .knob::after {
        background: ButtonText;
      }
    }
  `,
})
export class Switch {
  readonly label = input.required<string>();
  readonly isOn = input.required<boolean>();
  /** It keeps the focus while it is turned. */
  readonly isBusy = input(false);
  readonly turned = output<boolean>();

  /** Why it may not be turned; null where it may. */
  protected readonly reason = inject(Restriction, { optional: true })?.reason ?? (() => null);

  protected turn(): void {
    if (!this.isBusy()) this.turned.emit(!this.isOn());
  }
}
