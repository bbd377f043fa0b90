import { Component, computed, input } from '@angular/core';
import { MARK_SHAPES, type MarkGroup } from './chart-marks';

/** The shape of what charts mark; words beside it say what that is. */
@Component({
  selector: 'app-mark-shape',
  template: `
    <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>
  `,
  host: { '[attr.data-shape]': 'shape()' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      color: var(--ink-muted);
    }
    :host([data-shape='incident']) {
      color: var(--state-down);
    }
    :host([data-shape='several']) {
      color: var(--ink);
    }
    svg {
      inline-size: 0.75em;
      block-size: 0.75em;
      fill: currentColor;
    }
  `,
})
export class MarkShape {
  readonly shape = input.required<MarkGroup['shape']>();

  protected readonly path = computed(() => MARK_SHAPES[this.shape()]);
}
