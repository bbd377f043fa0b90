import { Component, computed, input } from '@angular/core';
import type { CheckStatus, StatusRun } from '@envscope/contracts/index.js';

/** Of twelve: the worse, the higher, so that colour is not the only sign. */
const HEIGHTS: Readonly<Record<CheckStatus, number>> = {
  down: 12,
  degraded: 9,
  unknown: 6,
  up: 4,
  paused: 2,
  unconfigured: 0,
};

/**
 * How something stood over a time, step by step; a thin line where nothing is known. It is as high before it knows anything.
 * Say in words beside it what matters of it.
 */
@Component({
  selector: 'app-status-strip',
  template: `
    <svg viewBox="0 0 48 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      @for (bar of bars(); track bar.x) {
        <rect
          [attr.data-status]="bar.status"
          [attr.x]="bar.x"
          [attr.y]="12 - bar.height"
          [attr.width]="bar.width"
          [attr.height]="bar.height"
        />
      }
    </svg>
  `,
  styles: `
    :host {
      display: block;
      block-size: 0.875rem;
      border-block-end: 1px solid var(--line-strong);
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
    rect {
      fill: var(--state);
    }
    [data-status='up'] {
      opacity: 0.75;
    }
  `,
})
export class StatusStrip {
  readonly runs = input<readonly StatusRun[]>([]);

  protected readonly bars = computed(() => {
    const steps = this.runs().reduce((sum, run) => sum + run.steps, 0);
    let start = 0;
    return this.runs().flatMap(({ status, steps: length }) => {
      const x = (start / steps) * 48;
      start += length;
      return status === null ? [] : [{ status, x, width: (length / steps) * 48, height: HEIGHTS[status] }];
    });
  });
}
