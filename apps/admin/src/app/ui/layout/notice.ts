import { Component, input } from '@angular/core';

const SHAPES = {
  info: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M8 7.2v4M8 4.6v.6',
  good: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5 8.2l2.1 2.1L11 6.2',
  warning: 'M8 1.8L15 14H1L8 1.8M8 6.4v3.8M8 11.9v.5',
  critical: 'M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3L5.3 1.5M8 4.6v4.2M8 10.9v.6',
} as const;

/** A remark that must not be missed. Its shape shows the severity, not only its colour. */
@Component({
  selector: 'app-notice',
  template: `
    <svg viewBox="0 0 16 16" aria-hidden="true"><path [attr.d]="shapes[tone()]" /></svg>
    <div class="words"><ng-content /></div>
  `,
  host: { '[class]': 'tone()' },
  styles: `
    :host {
      --mark: var(--accent-ink);
      --tint: var(--accent-tint);
      display: flex;
      gap: var(--space-2);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-2);
      background: var(--tint);
      font-size: var(--text-s);
      line-height: 1.45;
    }
    :host(.good) {
      --mark: var(--state-up-ink);
      --tint: var(--state-up-tint);
    }
    :host(.warning) {
      --mark: var(--state-degraded-ink);
      --tint: var(--state-degraded-tint);
    }
    :host(.critical) {
      --mark: var(--state-down-ink);
      --tint: var(--state-down-tint);
    }
    svg {
      flex: none;
      inline-size: 1rem;
      block-size: 1rem;
      margin-block-start: 0.12em;
      fill: none;
      stroke: var(--mark);
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .words {
      min-inline-size: 0;
    }
  `,
})
export class Notice {
  readonly tone = input<keyof typeof SHAPES>('info');

  protected readonly shapes = SHAPES;
}
