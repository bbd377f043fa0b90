import { Component, computed, input } from '@angular/core';
import type { Tone } from './figure';

/** How much of something is used. */
export interface Use {
  readonly label: string;
  /** The share and the amounts in words of the reader's language. */
  readonly text: string;
  /** The share that is used, 0-1; more than 1 fills the bar. */
  readonly ratio: number;
  readonly tone: Tone;
}

/** Shows how much of something is used. The bar only repeats what the text says. */
@Component({
  selector: 'app-meter',
  template: `
    <div class="words">
      <span class="muted">{{ use().label }}</span>
      <span class="text">{{ use().text }}</span>
    </div>
    <div
      class="track"
      role="meter"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuenow]="percent()"
      [attr.aria-valuetext]="use().text"
      [attr.aria-label]="use().label"
    >
      <div class="fill" [class]="use().tone" [style.inline-size.%]="percent()"></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .words {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      column-gap: var(--space-2);
      font-size: var(--text-xs);
      margin-block-end: var(--space-1);
    }
    .text {
      font-variant-numeric: tabular-nums;
    }
    .track {
      block-size: 0.375rem;
      border-radius: 1rem;
      background: var(--surface-sunken);
      overflow: hidden;
    }
    .fill {
      block-size: 100%;
      min-inline-size: 2px;
      border-radius: inherit;
      background: var(--accent);
    }
    .warning {
      background: var(--state-degraded);
    }
    .critical {
      background: var(--state-down);
    }
    @media (forced-colors: active) {
      .track {
        border: 1px solid CanvasText;
      }
      .fill {
        background: Highlight;
        forced-color-adjust: none;
      }
    }
  `,
})
export class Meter {
  readonly use = input.required<Use>();

  protected readonly percent = computed(() => Math.round(Math.min(Math.max(this.use().ratio, 0), 1) * 100));
}
