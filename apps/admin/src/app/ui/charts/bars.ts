import { Component, computed, input } from '@angular/core';
import type { MarkGroup } from './chart-marks';
import { MarkShape } from './mark-shape';

/** One bar: how high, and what is said when it is pointed at. */
export interface Bar {
  readonly value: number;
  readonly title: string;
  /** Drawn hollow: it is not final. */
  readonly isProvisional: boolean;
}

/** A word below the bars, or a mark above them: how far from the first bar's beginning, from 0 to 1. */
interface Placed {
  readonly ratio: number;
}
export interface BarTick extends Placed {
  readonly text: string;
}
export interface BarMark extends Placed {
  readonly shape: MarkGroup['shape'];
}

/** Small bars side by side, oldest first. The label says for a screen reader what the bars show. */
@Component({
  selector: 'app-bars',
  imports: [MarkShape],
  template: `
    <div class="marks" aria-hidden="true">
      @for (mark of marks(); track $index) {
        <app-mark-shape [shape]="mark.shape" [style.inset-inline-start.%]="mark.ratio * 100" />
      }
    </div>
    <div class="bars" role="img" [attr.aria-label]="label()">
      @for (bar of scaled(); track $index) {
        <span class="slot" [title]="bar.title">
          <span class="bar" [class.provisional]="bar.isProvisional" [style.block-size.%]="bar.percent"></span>
        </span>
      }
      @for (mark of marks(); track $index) {
        <span class="line" [style.inset-inline-start.%]="mark.ratio * 100"></span>
      }
    </div>
    <div class="ticks" aria-hidden="true">
      @for (tick of ticks(); track tick.ratio) {
        <span class="tick" [class.first]="tick.ratio === 0" [style.inset-inline-start.%]="tick.ratio * 100">{{
          tick.text
        }}</span>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .marks,
    .ticks {
      position: relative;
      block-size: 1.25rem;
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    app-mark-shape,
    .tick {
      position: absolute;
      translate: -50%;
      white-space: nowrap;
    }
    /* It would stand half outside. */
    .first {
      translate: none;
    }
    .tick {
      inset-block-start: var(--space-1);
    }
    .bars {
      position: relative;
      display: flex;
      align-items: stretch;
      block-size: 6rem;
      border-block-end: 1px solid var(--line-strong);
    }
    .line {
      position: absolute;
      inset-block: 0;
      border-inline-start: 1px dashed var(--ink);
      pointer-events: none;
    }
    .slot {
      flex: 1 1 0;
      display: flex;
      align-items: flex-end;
      min-inline-size: 0;
      padding-inline: clamp(0px, 10%, 2px);
    }
    .slot:hover {
      background: var(--surface-sunken);
    }
    .bar {
      inline-size: 100%;
      border-radius: 2px 2px 0 0;
      background: var(--accent);
    }
    .provisional {
      border: 1px dashed var(--accent);
      border-block-end: 0;
      background: none;
    }
  `,
})
export class Bars {
  readonly bars = input.required<readonly Bar[]>();
  readonly label = input.required<string>();
  readonly ticks = input<readonly BarTick[]>([]);
  /** What happened meanwhile; said elsewhere in words. */
  readonly marks = input<readonly BarMark[]>([]);

  protected readonly scaled = computed(() => {
    const most = Math.max(1, ...this.bars().map(({ value }) => value));
    return this.bars().map((bar) => ({
      ...bar,
      // Anything above nothing is seen, however small beside the rest.
      percent: bar.value === 0 ? 0 : Math.max((bar.value / most) * 100, 2),
    }));
  });
}
