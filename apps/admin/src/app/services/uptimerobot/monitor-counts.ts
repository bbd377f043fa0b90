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
        <span [attr.data-status]="entry.status" [style.flex-grow]="entry.count"></span>
      }
    </div>
    <ul [attr.aria-label]="words.say('services.uptimerobot.counts')">
      @for (entry of entries(); track entry.status) {
        <li [attr.data-status]="entry.status">{{ entry.text }}</li>
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
      background: var(--state);
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
    li:is([data-status='down'], [data-status='degraded']) {
      color: var(--state-ink);
      font-weight: 600;
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
