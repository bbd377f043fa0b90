import { Component, computed, input } from '@angular/core';

/** One bar: how high, and what is said when it is pointed at. */
export interface Bar {
  readonly value: number;
  readonly title: string;
  /** Drawn hollow: it is not final. */
  readonly isProvisional: boolean;
}

/** Small bars side by side, oldest first. The label says for a screen reader what the bars show. */
@Component({
  selector: 'app-bars',
  template: `
    @for (bar of scaled(); track $index) {
      <span class="slot" [title]="bar.title">
        <span class="bar" [class.provisional]="bar.isProvisional" [style.block-size.%]="bar.percent"></span>
      </span>
    }
  `,
  host: { role: 'img', '[attr.aria-label]': 'label()' },
  styles: `
    :host {
      display: flex;
      align-items: stretch;
      block-size: 6rem;
      border-block-end: 1px solid var(--line-strong);
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

  protected readonly scaled = computed(() => {
    const most = Math.max(1, ...this.bars().map(({ value }) => value));
    return this.bars().map((bar) => ({
      ...bar,
      // Anything above nothing is seen, however small beside the rest.
      percent: bar.value === 0 ? 0 : Math.max((bar.value / most) * 100, 2),
    }));
  });
}
