import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  type RequestMetricsSnapshot,
  RequestSummary,
  type RequestWindow,
  SlowRequests,
} from '@envscope/contracts/index.js';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Words } from '../../language/words';
import { reloadOnEvents } from '../../live/reload-on-events';
import { FigureList } from '../../ui/figures/figure-list';
import { Skeleton } from '../../ui/layout/skeleton';
import { DetailSection } from '../../ui/layout/detail-section';
import { FigureWriter } from '../figure-writer';
import { leftOut, RemarkList } from '../remark-list';
import { SERVICE_API } from '../service-api';
import { HealthWord } from './health-word';
import { PopularEndpointList } from './popular-endpoints';
import { SlowRequestTable } from './slow-requests';
import { StatusCodes } from './status-codes';
import { TimeSeries } from './time-series';
import { TimingsTable } from './timings-table';
import { PAGE_FIGURES } from './request-figures';

/** As many as a person may want to look through. */
const MOST_SLOW_REQUESTS = 50;

/** How the application itself fares: the window of now, response times by endpoint, and what was slow. */
@Component({
  selector: 'app-request-metrics-detail',
  imports: [
    DetailSection,
    FigureList,
    HealthWord,
    RemarkList,
    PopularEndpointList,
    ProblemNotice,
    Skeleton,
    SlowRequestTable,
    StatusCodes,
    TimeSeries,
    TimingsTable,
  ],
  template: `
    @if (snapshot(); as snapshot) {
      <app-detail-section [heading]="words.say('services.requests.summary')">
        @if (window(); as window) {
          <span aside class="small">{{ words.say('shell.word.fromTo', spanOf(window)) }}</span>
        }
        <app-remark-list [remarks]="leftOut(snapshot.leftOut, words)" />
        <app-health-word [health]="window()?.health ?? null" />
        <app-figure-list [figures]="figures()" />
      </app-detail-section>
    }

    <app-detail-section [heading]="words.say('services.requests.series')">
      <app-time-series [environment]="environment()" [endpoints]="endpoints()" />
    </app-detail-section>

    <app-problem-notice [of]="resource" [isRefresh]="summary() !== undefined" />
    @if (summary(); as summary) {
      <app-detail-section [heading]="words.say('services.requests.timings')">
        <p class="hint">{{ words.say('services.requests.timingsHint') }}</p>
        <app-timings-table [timings]="summary.endpoints" />
      </app-detail-section>

      <app-detail-section [heading]="words.say('services.requests.slow')">
        <app-problem-notice [of]="slowResource" [isRefresh]="true" />
        <app-slow-requests [requests]="slowRequests()" />
      </app-detail-section>

      <div class="pair">
        <app-detail-section [heading]="words.say('services.requests.popular')">
          <app-popular-endpoints [endpoints]="summary.popularEndpoints" />
        </app-detail-section>
        @if (snapshot(); as snapshot) {
          <app-detail-section [heading]="words.say('services.requests.statusCodes')">
            <app-status-codes [counts]="snapshot.statusCodes" />
          </app-detail-section>
        }
      </div>
    } @else if (!resource.error()) {
      <div aria-busy="true">
        <app-skeleton height="16rem" />
        <span class="visually-hidden">{{ words.say('shell.word.loading') }}</span>
      </div>
    }
  `,
  styleUrl: '../detail.scss',
  styles: `
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
      align-items: start;
      gap: var(--space-4);
    }
  `,
})
export class RequestMetricsDetail {
  readonly snapshot = input.required<RequestMetricsSnapshot | null>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  protected readonly leftOut = leftOut;
  private readonly writer = inject(FigureWriter);

  protected readonly resource = httpResource(() => SERVICE_API.requestSummary(this.environment()), {
    parse: (answer) => RequestSummary.parse(answer),
  });
  protected readonly summary = lastValue(this.resource);

  protected readonly slowResource = httpResource(
    () => ({ url: SERVICE_API.slowRequests(this.environment()), params: { limit: MOST_SLOW_REQUESTS } }),
    { parse: (answer) => SlowRequests.parse(answer) },
  );
  private readonly slow = lastValue(this.slowResource);
  /** The summary has the newest few; they serve until all are there. */
  protected readonly slowRequests = computed(
    () => this.slow()?.slowRequests ?? this.summary()?.slowRequests ?? [],
  );

  protected readonly window = computed(() => this.summary()?.health ?? this.snapshot()?.window ?? null);
  protected readonly endpoints = computed(
    () => this.summary()?.endpoints.map(({ endpoint }) => endpoint) ?? [],
  );

  protected readonly figures = computed(() =>
    this.writer.write('request-metrics', PAGE_FIGURES, {
      window: this.window(),
      totals: this.summary() ?? this.snapshot(),
    }),
  );

  constructor() {
    for (const resource of [this.resource, this.slowResource]) {
      reloadOnEvents(
        resource,
        ({ environment, service }) => environment === this.environment() && service === 'request-metrics',
      );
    }
  }

  protected spanOf({ from, to }: Pick<RequestWindow, 'from' | 'to'>) {
    return { from: this.words.instant(from), to: this.words.instant(to) };
  }
}
