import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../../language/words';

/** How often each status code was answered, with its share of all answers. */
@Component({
  selector: 'app-status-codes',
  template: `
    <ul>
      @for (row of rows(); track row.code) {
        <li [class]="row.kind">
          <span class="code">{{ row.code }}</span>
          <span class="track" aria-hidden="true">
            <span class="bar" [style.inline-size.%]="row.percent"></span>
          </span>
          <span class="count">{{ row.count }}</span>
          <span class="share muted">{{ row.share }}</span>
        </li>
      } @empty {
        <li>{{ words.say('services.table.empty') }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-1);
      font-size: var(--text-s);
    }
    li {
      display: grid;
      grid-template-columns: 2.5rem minmax(0, 1fr) minmax(4rem, auto) 4rem;
      align-items: center;
      gap: var(--space-3);
    }
    .code {
      font-weight: 600;
    }
    .track {
      block-size: 0.375rem;
      border-radius: var(--radius-round);
      background: var(--surface-sunken);
      overflow: hidden;
    }
    .bar {
      display: block;
      block-size: 100%;
      min-inline-size: 3px;
      border-radius: inherit;
      background: var(--accent-soft);
    }
    .clientError .bar {
      background: var(--state-degraded);
    }
    .serverError .bar {
      background: var(--state-down);
    }
    .count,
    .share {
      color: var(--ink-muted);
    }
  `,
})
export class StatusCodes {
  /** Counts by status code. */
  readonly counts = input.required<Readonly<Record<string, number>>>();

  protected readonly words = inject(Words);

  protected readonly rows = computed(() => {
    const entries = Object.entries(this.counts()).sort(([a], [b]) => a.localeCompare(b));
    const total = entries.reduce((sum, [, count]) => sum + count, 0);
    return entries.map(([code, count]) => ({
      code,
      kind: code.startsWith('5') ? 'serverError' : code.startsWith('4') ? 'clientError' : 'fine',
      count: this.words.number(count),
      percent: total === 0 ? 0 : (count / total) * 100,
      share: total === 0 ? '' : this.words.ratio(count / total),
    }));
  });
}
