import { Component, computed, input } from '@angular/core';
import type { CheckStatus } from '@envscope/contracts/index.js';
import { STATUS_SHAPES } from './status-shapes';

/** The shape of a status. Say the status in words beside it, or give it a label where there is no room for words. */
@Component({
  selector: 'app-status-mark',
  template: `
    <svg
      viewBox="0 0 16 16"
      focusable="false"
      [attr.role]="label() ? 'img' : null"
      [attr.aria-label]="label() ?? null"
      [attr.aria-hidden]="label() ? null : true"
    >
      <path class="outline" [attr.d]="shape().outline" />
      <path class="mark" [attr.d]="shape().mark" />
    </svg>
  `,
  host: { '[attr.data-status]': 'status()', '[class.filled]': 'shape().isFilled' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      inline-size: 1.15em;
      block-size: 1.15em;
      overflow: visible;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    path {
      fill: none;
      stroke: var(--state);
    }
    :host(.filled) .outline {
      fill: var(--state);
    }
    :host(.filled) .mark {
      stroke: var(--surface);
      stroke-width: 1.75;
    }
    :host([data-status='unconfigured']) .outline {
      stroke-dasharray: 2.4 2.4;
      stroke-width: 1.2;
    }
  `,
})
export class StatusMark {
  readonly status = input.required<CheckStatus>();
  readonly label = input<string>();

  protected readonly shape = computed(() => STATUS_SHAPES[this.status()]);
}
