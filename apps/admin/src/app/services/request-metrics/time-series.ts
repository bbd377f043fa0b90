import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { type EnvironmentId, RequestTimeSeries } from '@envscope/contracts/index.js';
import { lastValue } from '../../api/last-value';
import { ProblemNotice } from '../../api/problem-notice';
import { Words } from '../../language/words';
import { reloadOnEvents } from '../../live/reload-on-events';
import { Chart } from '../../ui/chart';
import { Segments } from '../../ui/segments';
import { Skeleton } from '../../ui/skeleton';
import { RANGES, rangeWords } from '../ranges';
import { SERVICE_API } from '../service-api';
import { timeSeriesContent } from './time-series-content';

const MINUTE_MS = 60_000;

/** Response times, requests and errors over the last minutes or hours, of one endpoint or of all. */
@Component({
  selector: 'app-time-series',
  imports: [Chart, ProblemNotice, Segments, Skeleton],
  template: `
    <div class="choices">
      <app-segments [label]="words.say('services.history.range')" [segments]="ranges()" [(value)]="rangeMs" />
      <label>
        <span class="visually-hidden">{{ words.say('services.requests.endpoint') }}</span>
        <select (change)="choose($event)">
          <option value="" [selected]="endpoint() === ''">
            {{ words.say('services.requests.allEndpoints') }}
          </option>
          @for (candidate of endpoints(); track candidate) {
            <option [value]="candidate" [selected]="endpoint() === candidate">{{ nameOf(candidate) }}</option>
          }
        </select>
      </label>
    </div>
    @if (resource.error(); as error) {
      <app-problem-notice
        [error]="error"
        [title]="words.say('services.requests.failed')"
        (retry)="resource.reload()"
      />
    }
    @if (content(); as content) {
      @if (content.requests === 0) {
        <p class="empty">{{ words.say('services.requests.seriesEmpty') }}</p>
      } @else {
        <div class="charts">
          <section>
            <h3>{{ words.say('services.requests.seriesTimes') }}</h3>
            <app-chart
              [content]="content.times"
              [label]="words.say('services.requests.seriesLabel', naming())"
              [summary]="content.summary"
              [absent]="words.say('services.absent.measurement')"
              [moments]="moment"
              [height]="200"
            />
          </section>
          <section>
            <h3>{{ words.say('services.requests.seriesRequests') }}</h3>
            <app-chart
              [content]="content.counts"
              [label]="words.say('services.requests.countsLabel', naming())"
              [summary]="content.summary"
              [absent]="words.say('services.absent.measurement')"
              [moments]="moment"
              [height]="200"
            />
          </section>
        </div>
      }
    } @else if (!resource.error()) {
      <div aria-busy="true">
        <app-skeleton height="14rem" />
        <span class="visually-hidden">{{ words.say('services.requests.loading') }}</span>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-3);
    }
    label {
      min-inline-size: 0;
    }
    select {
      max-inline-size: 100%;
      block-size: 2rem;
      padding-inline: var(--space-2);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-size: var(--text-s);
    }
    .charts {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr));
      gap: var(--space-5);
    }
    section {
      min-inline-size: 0;
    }
    h3 {
      margin-block-end: var(--space-2);
      font-size: var(--text-m);
    }
    .empty {
      display: grid;
      place-items: center;
      min-block-size: 10rem;
      border: 1px dashed var(--line-strong);
      border-radius: var(--radius-2);
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
  `,
})
export class TimeSeries {
  readonly environment = input.required<EnvironmentId>();
  /** What may be chosen, as the recorder names endpoints. */
  readonly endpoints = input.required<readonly string[]>();

  protected readonly words = inject(Words);

  protected readonly rangeMs = signal<number>(RANGES.hour);
  /** Empty: all endpoints. */
  protected readonly endpoint = signal('');

  protected readonly resource = httpResource(
    () => ({
      url: SERVICE_API.requestTimeSeries(this.environment()),
      params: {
        minutes: this.rangeMs() / MINUTE_MS,
        ...(this.endpoint() === '' ? {} : { endpoint: this.endpoint() }),
      },
    }),
    { parse: (answer) => RequestTimeSeries.parse(answer) },
  );

  private readonly series = lastValue(this.resource);
  protected readonly content = computed(() => {
    const series = this.series();
    return series ? timeSeriesContent(series, this.words) : null;
  });
  protected readonly ranges = computed(() =>
    [RANGES.quarter, RANGES.hour, RANGES.sixHours, RANGES.day].map((value) => ({
      value,
      label: rangeWords(value, this.words),
    })),
  );
  protected readonly naming = computed(() => ({
    endpoint:
      this.endpoint() === ''
        ? this.words.say('services.requests.allEndpoints')
        : this.nameOf(this.endpoint()),
    range: rangeWords(this.rangeMs(), this.words),
  }));

  protected readonly moment = (atMs: number): string => this.words.moment(new Date(atMs).toISOString());

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) => environment === this.environment() && service === 'request-metrics',
    );
  }

  protected choose(event: Event): void {
    this.endpoint.set(event.target instanceof HTMLSelectElement ? event.target.value : '');
  }

  protected nameOf(endpoint: string): string {
    return endpoint.replace(':', ' ');
  }
}
