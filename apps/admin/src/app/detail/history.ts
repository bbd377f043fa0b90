import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import {
  DEFAULT_TARGET,
  type EnvironmentId,
  type MeasurementName,
  Series,
  type ServiceDetail,
  type TargetId,
} from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../api/api';
import { lastValue } from '../resources/last-value';
import { ProblemNotice } from '../resources/problem-notice';
import { Clock } from '../live/clock';
import { Words } from '../language/words';
import { reloadOnEvents } from '../live/reload-on-events';
import { Chart } from '../ui/charts/chart';
import { timeMarks } from '../ui/charts/time-marks';
import { Choice } from '../ui/forms/choice';
import { Skeleton } from '../ui/layout/skeleton';
import { contentOf, rangeOf } from './series-content';

const HOUR_MS = 3_600_000;
// Results are kept for seven days.
const RANGES_MS = [1, 6, 24, 24 * 7].map((hours) => hours * HOUR_MS);
const DEFAULT_RANGE_MS = HOUR_MS;
const CHART_PX = 240;

/** How one measured figure of one target went over a time that the reader chooses. */
@Component({
  selector: 'app-history',
  imports: [Chart, Choice, ProblemNotice, Skeleton],
  template: `
    <div class="choices">
      @if (detail().measurements.length > 1) {
        <app-choice
          [label]="words.say('shell.word.measurement')"
          [options]="measurements()"
          [(chosen)]="measurement"
        />
      } @else {
        <p class="only">{{ name() }}</p>
      }
      @if (targets().length > 1) {
        <app-choice [label]="words.say('shell.word.target')" [options]="targets()" [(chosen)]="target" />
      }
      <app-choice [label]="words.say('shell.detail.range')" [options]="ranges()" [(chosen)]="range" />
    </div>
    <app-problem-notice [of]="resource" />
    @if (content(); as content) {
      @if (hasContent()) {
        <app-chart
          [content]="content"
          [label]="name()"
          [summary]="summary()"
          [absent]="words.say('shell.detail.none')"
          [moments]="moment()"
          [height]="height"
        />
      } @else {
        <p class="empty" [style.block-size.px]="height">{{ words.say('shell.detail.noHistory') }}</p>
      }
    } @else if (resource.isLoading()) {
      <app-skeleton [height]="height + 'px'" />
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
      align-items: center;
      gap: var(--space-2) var(--space-4);
    }
    .only {
      font-size: var(--text-s);
      font-weight: 500;
    }
  `,
})
export class History {
  readonly detail = input.required<ServiceDetail>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);

  protected readonly height = CHART_PX;

  /** What the reader chose stays chosen while it exists; at first it is something that was measured just now. */
  protected readonly measurement = linkedSignal<readonly MeasurementName[], MeasurementName>({
    source: () => this.detail().measurements,
    computation: (names, previous) =>
      kept(previous?.value, names) ?? names.find((name) => this.isMeasured(name)) ?? names[0] ?? 'latencyMs',
  });
  protected readonly target = linkedSignal<readonly TargetId[], TargetId>({
    source: () => this.detail().results.map(({ target }) => target),
    computation: (targets, previous) => kept(previous?.value, targets) ?? targets[0] ?? DEFAULT_TARGET,
  });
  protected readonly range = signal(String(DEFAULT_RANGE_MS));

  protected readonly resource = rxResource({
    params: () => ({
      url: API.series(this.environment(), this.detail().service),
      measurement: this.measurement(),
      target: this.target(),
      rangeMs: Number(this.range()),
    }),
    stream: ({ params: { url, measurement, target, rangeMs } }) => {
      const toMs = this.clock.read();
      const [from, to] = [new Date(toMs - rangeMs).toISOString(), new Date(toMs).toISOString()];
      return this.http
        .get(url, { params: { measurement, target, from, to } })
        .pipe(map((answer) => Series.parse(answer)));
    },
  });

  private readonly series = lastValue(this.resource);

  protected readonly measurements = computed(() =>
    this.detail().measurements.map((value) => ({ value, text: this.words.measurement(value) })),
  );
  protected readonly targets = computed(() =>
    this.detail().results.map(({ target, label }) => ({ value: target, text: label ?? target })),
  );
  protected readonly ranges = computed(() =>
    RANGES_MS.map((rangeMs) => {
      const hours = rangeMs / HOUR_MS;
      const text =
        hours > 24
          ? this.words.say('shell.detail.days', { count: hours / 24 })
          : this.words.say('shell.detail.hours', { count: hours });
      return { value: String(rangeMs), text };
    }),
  );

  protected readonly name = computed(() => this.words.measurement(this.measurement()));

  protected readonly content = computed(() => {
    const series = this.series();
    if (!series) return undefined;
    const { measurement } = series;
    return contentOf(series, {
      mean: this.words.say('shell.word.mean'),
      highest: this.words.say('shell.word.highest'),
      status: (status) => this.words.status(status),
      value: (value) => this.words.measured(measurement, value),
      mark: timeMarks(this.words.language()),
    });
  });

  protected readonly hasContent = computed(() => {
    const content = this.content();
    const isMeasured = content?.lines.some(({ values }) => values.some((value) => value !== null));
    return isMeasured === true || (content?.spans.length ?? 0) > 0;
  });

  protected readonly summary = computed(() => {
    const series = this.series();
    const range = series && rangeOf(series.points);
    if (!range) return this.words.say('shell.detail.noHistory');
    const written = (value: number) => this.words.measured(series.measurement, value);
    return this.words.say('shell.detail.chartSummary', {
      measurement: this.words.measurement(series.measurement),
      target:
        series.target === DEFAULT_TARGET ? this.words.service(series.service) : this.labelOf(series.target),
      low: written(range.low),
      mean: written(range.mean),
      high: written(range.high),
    });
  });

  protected readonly moment = computed(() => {
    const format = new Intl.DateTimeFormat(this.words.language(), {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    return (atMs: number) => format.format(atMs);
  });

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) => environment === this.environment() && service === this.detail().service,
    );
  }

  private isMeasured(name: MeasurementName): boolean {
    return this.detail().results.some(
      ({ measurements, latencyMs }) => name in measurements || (name === 'latencyMs' && latencyMs !== null),
    );
  }

  private labelOf(target: TargetId): string {
    return this.detail().results.find((result) => result.target === target)?.label ?? target;
  }
}

function kept<T>(value: T | undefined, among: readonly T[]): T | undefined {
  return value !== undefined && among.includes(value) ? value : undefined;
}
