import { Component, computed, inject, input } from '@angular/core';
import type { UptimeRobotSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';

type Counts = UptimeRobotSnapshot['counts'];

const SHOWN = [
  { status: 'down', key: 'services.uptimerobot.countDown' },
  { status: 'degraded', key: 'services.uptimerobot.countDegraded' },
  { status: 'unknown', key: 'services.uptimerobot.countUnknown' },
  { status: 'up', key: 'services.uptimerobot.countUp' },
  { status: 'paused', key: 'services.uptimerobot.countPaused' },
] as const satisfies readonly { status: keyof Counts; key: string }[];

/** How many monitors stand in each state: the words say it, the bar shows the shares. */
@Component({
  selector: 'app-monitor-counts',
  template: `
    <div class="bar" aria-hidden="true">
      @for (entry of entries(); track entry.status) {
        <span [class]="entry.status" [style.flex-grow]="entry.count"></span>
      }
    </div>
    <ul [attr.aria-label]="words.say('services.uptimerobot.counts')">
      @for (entry of entries(); track entry.status) {
        <li [class]="entry.status">{{ entry.text }}</li>
      } @empty {
        <li>{{ words.say('services.uptimerobot.none') }}</li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
    }
    .bar {
      display: flex;
      gap: 2px;
      block-size: 0.375rem;
      border-radius: var(--radius-round);
      background: var(--surface-sunken);
      overflow: hidden;
    }
    .bar > span {
      min-inline-size: 4px;
      background: var(--mark);
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-3);
      margin-block-start: var(--space-2);
      font-size: var(--text-s);
    }
    li {
      color: var(--ink-muted);
    }
    li.down,
    li.degraded {
      color: var(--ink-mark);
      font-weight: 600;
    }
    .down {
      --mark: var(--state-down);
      --ink-mark: var(--state-down-ink);
    }
    .degraded {
      --mark: var(--state-degraded);
      --ink-mark: var(--state-degraded-ink);
    }
    .unknown {
      --mark: var(--state-unknown);
    }
    .up {
      --mark: var(--state-up);
    }
    .paused {
      --mark: var(--line-strong);
    }
  `,
})
export class MonitorCounts {
  readonly counts = input.required<Counts>();

  protected readonly words = inject(Words);

  protected readonly entries = computed(() =>
    SHOWN.map(({ status, key }) => ({ status, key, count: this.counts()[status] }))
      .filter(({ count }) => count > 0)
      .map((entry) => ({ ...entry, text: this.words.say(entry.key, { count: entry.count }) })),
  );
}
