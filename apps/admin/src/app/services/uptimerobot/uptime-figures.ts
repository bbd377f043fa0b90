import { Component, computed, inject, input } from '@angular/core';
import type { UptimeRobotMonitor } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { FigureWriter } from '../figure-writer';
import { ageOf, RESPONSE, UPTIMES } from './monitor-statistics';

/** A monitor's uptime over three times and its response time, in one line; the age of those when they are old. */
@Component({
  selector: 'app-uptime-figures',
  imports: [Absent, Ago],
  template: `
    @if (monitor().statistics) {
      <dl>
        @for (figure of figures(); track figure.label) {
          <div>
            <dt>{{ figure.label }}</dt>
            <dd>
              @if (figure.value; as value) {
                {{ value }}
              } @else {
                <app-absent [why]="figure.absent" />
              }
            </dd>
          </div>
        }
      </dl>
      @if (age(); as at) {
        <span class="age">({{ words.say('services.uptimerobot.statisticsOf') }} <app-ago [at]="at" />)</span>
      }
    } @else {
      {{ words.say('services.uptimerobot.statisticsUnread') }}
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
  private readonly writer = inject(FigureWriter);

  protected readonly age = computed(() => ageOf(this.monitor(), this.sampledAt()));
  protected readonly figures = computed(() =>
    this.writer.write('uptimerobot', [...UPTIMES, RESPONSE], this.monitor()),
  );
}
