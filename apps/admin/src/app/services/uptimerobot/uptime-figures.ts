import { Component, computed, inject, input } from '@angular/core';
import type { UptimeRobotMonitor } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { inWords } from '../in-words';
import { areOld } from './monitor-state';

/** A monitor's uptime over three times and its response time, in one line; the age of those when they are old. */
@Component({
  selector: 'app-uptime-figures',
  imports: [Absent, Ago],
  template: `
    @if (monitor().statistics; as statistics) {
      <dl>
        @for (figure of figures(); track figure.label) {
          <div>
            <dt>{{ figure.label }}</dt>
            <dd>
              @if (figure.value; as value) {
                {{ value }}
              } @else {
                <app-absent [why]="unread()" />
              }
            </dd>
          </div>
        }
      </dl>
      @if (isOld()) {
        <span class="age"
          >({{ words.say('services.uptimerobot.statisticsOf') }} <app-ago [at]="statistics.asOf" />)</span
        >
      }
    } @else {
      {{ unread() }}
    }
  `,
  styles: `
    :host {
      display: block;
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
    }
    div {
      display: flex;
      gap: var(--space-1);
    }
    dd {
      color: var(--ink);
    }
  `,
})
export class UptimeFigures {
  readonly monitor = input.required<UptimeRobotMonitor>();
  /** When the state was read, to find statistics that are much older. */
  readonly sampledAt = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly unread = computed(() => this.words.say('services.uptimerobot.statisticsUnread'));
  protected readonly isOld = computed(() => {
    const { statistics } = this.monitor();
    return statistics !== null && areOld(statistics.asOf, this.sampledAt());
  });
  protected readonly figures = computed(() => {
    const { statistics } = this.monitor();
    if (statistics === null) return [];
    const ratio = (value: number | null) => inWords(value, (share) => this.words.ratio(share));
    return [
      {
        label: this.words.say('services.uptimerobot.uptime24Hours'),
        value: ratio(statistics.uptime24HoursRatio),
      },
      {
        label: this.words.say('services.uptimerobot.uptime7Days'),
        value: ratio(statistics.uptime7DaysRatio),
      },
      {
        label: this.words.say('services.uptimerobot.uptime30Days'),
        value: ratio(statistics.uptime30DaysRatio),
      },
      {
        label: this.words.say('services.uptimerobot.response'),
        value: inWords(statistics.averageResponseMs, (ms) => this.words.duration(ms)),
      },
    ];
  });
}
