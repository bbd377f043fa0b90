import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { type EnvironmentId, RequestTimeSeries } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { addressRange } from '../../charts/address-range';
import { RangeChoice } from '../../charts/range-choice';
import { boundsOf, isRunning } from '../../charts/time-range';
import { addressChoice } from '../../resources/address-value';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Words } from '../../language/words';
import { Clock } from '../../live/clock';
import { reloadOnEvents } from '../../live/reload-on-events';
import { MarkList } from '../../marks/mark-list';
import { wordsOfGroup } from '../../marks/mark-words';
import { MarksSource } from '../../marks/marks-source';
import { groupMarks, type MarkGroup } from '../../ui/charts/chart-marks';
import { Chart } from '../../ui/charts/chart';
import { Choice } from '../../ui/forms/choice';
import { Skeleton } from '../../ui/layout/skeleton';
import { SERVICE_API } from '../service-api';
import { timeSeriesContent } from './time-series-content';

/** Single requests are kept for so long. */
const KEPT_MS = 24 * 3_600_000;

/** Stands for all endpoints. */
const ALL = '';

/** Response times, requests and errors in the time of the page's charts, of one endpoint or of all. */
@Component({
  selector: 'app-time-series',
  imports: [Chart, Choice, MarkList, ProblemNotice, RangeChoice, Skeleton],
  template: `
    <div class="choices">
      <app-choice
        [isList]="true"
        [label]="words.say('shell.word.endpoint')"
        [options]="choices()"
        [chosen]="endpoint()"
        (chosenChange)="endpoint.set($event)"
      />
      <app-range-choice [range]="time.range()" (rangeChange)="time.set($event)" />
    </div>
    <app-problem-notice [of]="resource" [isRefresh]="content() !== null" />
    @if (content(); as content) {
      @if (content.requests === 0) {
        <p class="empty">{{ nothing() }}</p>
      } @else {
        <div class="charts">
          @for (chart of charts(); track chart.heading) {
            <section>
              <h3>{{ chart.heading }}</h3>
              <app-chart
                [content]="chart.content"
                [label]="chart.label"
                [summary]="content.summary"
                [absent]="words.say('services.absent.measurement')"
                [moments]="moment"
                [height]="200"
                [marks]="groups()"
                [markWords]="markWords"
              />
            </section>
          }
        </div>
      }
      <app-mark-list name="requests" [of]="marks" [groups]="groups()" />
    } @else if (!resource.error()) {
      <div aria-busy="true">
        <app-skeleton height="14rem" />
        <span class="visually-hidden">{{ words.say('shell.word.loading') }}</span>
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
      align-items: start;
      gap: var(--space-2) var(--space-3);
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
  `,
})
export class TimeSeries {
  readonly environment = input.required<EnvironmentId>();
  /** What may be chosen, as the recorder names endpoints. */
  readonly endpoints = input.required<readonly string[]>();

  protected readonly words = inject(Words);

  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);

  /** The history's too: a page has one time. */
  protected readonly time = addressRange('1h');
  protected readonly endpoint = addressChoice<string>(
    'endpoint',
    () => [ALL, ...this.endpoints()],
    () => ALL,
  );

  protected readonly resource = rxResource({
    params: () => ({
      url: SERVICE_API.requestTimeSeries(this.environment()),
      endpoint: this.endpoint(),
      range: this.time.range(),
    }),
    stream: ({ params: { url, endpoint, range } }) => {
      const { fromMs, toMs } = boundsOf(range, this.clock.read());
      const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
      const params = { from, to, ...(endpoint === ALL ? {} : { endpoint }) };
      return this.http.get(url, { params }).pipe(map((answer) => RequestTimeSeries.parse(answer)));
    },
  });

  private readonly series = lastValue(this.resource);
  protected readonly content = computed(() => {
    const series = this.series();
    return series ? timeSeriesContent(series, this.words) : null;
  });
  protected readonly marks = inject(MarksSource).of(() => this.environment());
  protected readonly groups = computed(() => {
    const content = this.content();
    return content ? groupMarks(this.marks.marks() ?? [], content.times.fromMs, content.times.toMs) : [];
  });
  protected readonly markWords = (group: MarkGroup): string => wordsOfGroup(group, this.words);

  /** Why nothing is drawn. */
  protected readonly nothing = computed(() => {
    const isOver = (this.content()?.times.fromMs ?? Infinity) < this.clock.read() - KEPT_MS;
    return this.words.say(`services.requests.${isOver ? 'seriesOver' : 'seriesEmpty'}`);
  });
  protected readonly choices = computed(() =>
    [ALL, ...this.endpoints()].map((value) => ({ value, text: this.nameOf(value) })),
  );
  protected readonly charts = computed(() => {
    const content = this.content();
    if (!content) return [];
    const { fromMs, toMs } = content.times;
    const span = { from: this.moment(fromMs), to: this.moment(toMs) };
    const naming = {
      endpoint: this.nameOf(this.endpoint()),
      range: this.words.say('shell.word.fromTo', span),
    };
    return [
      {
        heading: this.words.say('services.requests.seriesTimes'),
        label: this.words.say('services.requests.seriesLabel', naming),
        content: content.times,
      },
      {
        heading: this.words.say('services.requests.seriesRequests'),
        label: this.words.say('services.requests.countsLabel', naming),
        content: content.counts,
      },
    ];
  });

  protected readonly moment = (atMs: number): string => this.words.instant(new Date(atMs).toISOString());

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) =>
        environment === this.environment() &&
        service === 'request-metrics' &&
        isRunning(this.time.range(), this.clock.read()),
    );
  }

  private nameOf(endpoint: string): string {
    return endpoint === ALL ? this.words.say('services.requests.allEndpoints') : endpoint.replace(':', ' ');
  }
}
