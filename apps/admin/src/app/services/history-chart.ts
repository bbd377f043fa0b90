import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import {
  type EnvironmentId,
  type MeasurementName,
  Series,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../api/api';
import { lastValue } from '../api/last-value';
import { ProblemNotice } from '../api/problem-notice';
import { Words } from '../language/words';
import { reloadOnEvents } from '../live/reload-on-events';
import { Chart } from '../ui/chart';
import { Segments } from '../ui/segments';
import { Skeleton } from '../ui/skeleton';
import { historyContent, historySummary } from './history-content';
import { RANGES, rangeWords } from './ranges';

/** How a measurement of a target went, over the last hour, 6 hours, day or week. */
@Component({
  selector: 'app-history-chart',
  imports: [Chart, ProblemNotice, Segments, Skeleton],
  template: `
    <app-segments [label]="words.say('services.history.range')" [segments]="ranges()" [(value)]="rangeMs" />
    @if (error(); as error) {
      <app-problem-notice
        [error]="error"
        [title]="words.say('services.history.failed')"
        (retry)="resource.reload()"
      />
    }
    @if (shown(); as shown) {
      @if (shown.isEmpty) {
        <p class="empty">{{ words.say('services.history.empty') }}</p>
      } @else {
        <app-chart
          [content]="shown.content"
          [label]="shown.label"
          [summary]="shown.summary"
          [absent]="words.say('services.absent.measurement')"
          [moments]="moment"
        />
        <p class="step">{{ shown.step }}</p>
      }
    } @else if (!error()) {
      <div class="wait" aria-busy="true">
        <app-skeleton height="15.5rem" />
        <span class="visually-hidden">{{ words.say('services.history.loading') }}</span>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: start;
      gap: var(--space-3);
    }
    app-chart,
    app-problem-notice,
    .wait {
      inline-size: 100%;
    }
    .empty,
    .step {
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    .empty {
      display: grid;
      place-items: center;
      inline-size: 100%;
      min-block-size: 10rem;
      border: 1px dashed var(--line-strong);
      border-radius: var(--radius-2);
      font-size: var(--text-s);
    }
  `,
})
export class HistoryChart {
  readonly environment = input.required<EnvironmentId>();
  readonly service = input.required<ServiceKind>();
  readonly target = input.required<TargetId>();
  readonly measurement = input.required<MeasurementName>();

  private readonly http = inject(HttpClient);
  protected readonly words = inject(Words);

  protected readonly rangeMs = signal<number>(RANGES.hour);
  protected readonly ranges = computed(() =>
    [RANGES.hour, RANGES.sixHours, RANGES.day, RANGES.week].map((value) => ({
      value,
      label: rangeWords(value, this.words),
    })),
  );

  // Not an httpResource: the range ends now, whenever that is, and a new address would count as something else to read.
  protected readonly resource = rxResource({
    params: () => ({
      address: API.series(this.environment(), this.service()),
      target: this.target(),
      measurement: this.measurement(),
      rangeMs: this.rangeMs(),
    }),
    stream: ({ params: { address, target, measurement, rangeMs } }) => {
      const toMs = Date.now();
      const [from, to] = [toMs - rangeMs, toMs].map((atMs) => new Date(atMs).toISOString()) as [
        string,
        string,
      ];
      return this.http
        .get<unknown>(address, { params: { from, to, target, measurement } })
        .pipe(map((answer) => Series.parse(answer)));
    },
  });

  protected readonly error = computed(() => this.resource.error());
  private readonly series = lastValue(this.resource);
  protected readonly shown = computed(() => {
    const series = this.series();
    if (!series) return null;
    const [measurement, range] = [
      this.words.measurement(series.measurement),
      rangeWords(this.rangeMs(), this.words),
    ];
    return {
      isEmpty: series.points.every(({ mean }) => mean === null),
      content: historyContent(series, this.words),
      label: this.words.say('services.history.label', { measurement, range }),
      summary: historySummary(series, this.words),
      step: this.words.say('services.history.step', { step: this.words.duration(series.stepMs) }),
    };
  });

  protected readonly moment = (atMs: number): string => this.words.moment(new Date(atMs).toISOString());

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) =>
        environment === this.environment() && service === this.service() && this.hasNewStep(),
    );
  }

  /** A week's chart gains nothing from a check of a moment ago. */
  private hasNewStep(): boolean {
    const series = this.series();
    return !series || Date.now() - Date.parse(series.to) >= series.stepMs;
  }
}
