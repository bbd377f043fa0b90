import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import {
  DEFAULT_TARGET,
  type EnvironmentId,
  type MeasurementName,
  partFrom,
  Series,
  type ServiceDetail,
  type TargetId,
} from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../api/api';
import { addressChoice } from '../resources/address-value';
import { lastValue } from '../resources/last-value';
import { ProblemNotice } from '../resources/problem-notice';
import { Clock } from '../live/clock';
import { Words } from '../language/words';
import { reloadOnEvents } from '../live/reload-on-events';
import { Chart } from '../ui/charts/chart';
import { groupMarks, type MarkGroup } from '../ui/charts/chart-marks';
import { Choice } from '../ui/forms/choice';
import { Skeleton } from '../ui/layout/skeleton';
import { addressRange } from '../charts/address-range';
import { CopyLink } from '../charts/copy-link';
import { MarkList } from '../marks/mark-list';
import { wordsOfGroup } from '../marks/mark-words';
import { MarksSource } from '../marks/marks-source';
import { RangeChoice } from '../charts/range-choice';
import { seriesInWords } from '../charts/series-words';
import { boundsOf, isRunning, KEPT_MS } from '../charts/time-range';

/** The choice of all locations, whose result is one. */
const TOGETHER = '';
const CHART_PX = 240;
/** What the chart's legend adds to its height. */
const LEGEND_PX = 23;

/** How one measured figure of one target went over a time that the reader chooses. */
@Component({
  selector: 'app-history',
  imports: [Chart, Choice, CopyLink, MarkList, ProblemNotice, RangeChoice, Skeleton],
  template: `
    <div class="choices">
      @if (detail().measurements.length > 1) {
        <app-choice
          [label]="words.say('shell.word.measurement')"
          [options]="measurements()"
          [chosen]="measurement()"
          (chosenChange)="measurement.set($event)"
        />
      } @else {
        <p class="only">{{ name() }}</p>
      }
      @if (targets().length > 1) {
        <app-choice
          [label]="words.say('shell.word.target')"
          [options]="targets()"
          [chosen]="target()"
          (chosenChange)="target.set($event)"
        />
      }
      @if (locations().length > 0) {
        <app-choice
          [label]="words.say('charts.location')"
          [options]="locationChoices()"
          [chosen]="location()"
          (chosenChange)="location.set($event)"
        />
      }
      <app-range-choice [range]="time.range()" (rangeChange)="time.set($event)" />
      @if (content(); as content) {
        <app-copy-link
          [fromMs]="content.fromMs"
          [toMs]="content.toMs"
          [chosen]="{ measurement: measurement(), target: target() }"
        />
      }
    </div>
    <app-problem-notice [of]="resource" />
    @if (content(); as content) {
      @if (hasContent()) {
        <app-chart
          [content]="content"
          [label]="name()"
          [summary]="summary()"
          [absent]="words.say('shell.detail.none')"
          [moments]="moment"
          [height]="height"
          [marks]="groups()"
          [markWords]="markWords"
        />
      } @else {
        <p class="empty" [style.block-size.px]="height">{{ nothing() }}</p>
      }
      <app-mark-list name="history" [of]="marks" [groups]="groups()" />
    } @else if (resource.isLoading()) {
      <app-skeleton [height]="loadingHeight" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: var(--space-4);
      min-block-size: 22.75rem;
    }
    @media (width < 44rem) {
      :host {
        min-block-size: 30rem;
      }
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      gap: var(--space-2) var(--space-4);
    }
    .only {
      font-size: var(--text-s);
      font-weight: 500;
      line-height: 2rem;
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
  protected readonly loadingHeight = `${CHART_PX + LEGEND_PX}px`;

  private readonly targetIds = computed(() => this.detail().results.map(({ target }) => target));
  /** At first something that was measured just now; it stays while it exists. */
  private readonly firstMeasurement = linkedSignal<readonly MeasurementName[], MeasurementName>({
    source: () => this.detail().measurements,
    computation: (names, previous) =>
      kept(previous?.value, names) ?? names.find((name) => this.isMeasured(name)) ?? names[0] ?? 'latencyMs',
  });
  private readonly firstTarget = linkedSignal<readonly TargetId[], TargetId>({
    source: this.targetIds,
    computation: (targets, previous) => kept(previous?.value, targets) ?? targets[0] ?? DEFAULT_TARGET,
  });
  protected readonly measurement = addressChoice(
    'measurement',
    () => this.detail().measurements,
    this.firstMeasurement,
  );
  protected readonly target = addressChoice('target', this.targetIds, this.firstTarget);
  /** Of a location the response time alone is kept. */
  protected readonly locations = computed(() =>
    this.measurement() === 'latencyMs' ? this.detail().locations : [],
  );
  protected readonly location = addressChoice<string>(
    'location',
    () => [TOGETHER, ...this.detail().locations],
    () => TOGETHER,
  );
  protected readonly time = addressRange('1h');

  private readonly shownTarget = computed(() => {
    const [target, location] = [this.target(), this.location()];
    return this.locations().includes(location) ? partFrom(target, location) : target;
  });

  /** Not of the detail itself, which is another one at each reading. */
  private readonly url = computed(() => API.series(this.environment(), this.detail().service));

  protected readonly resource = rxResource({
    params: () => ({
      url: this.url(),
      measurement: this.measurement(),
      target: this.shownTarget(),
      range: this.time.range(),
    }),
    stream: ({ params: { url, measurement, target, range } }) => {
      const { fromMs, toMs } = boundsOf(range, this.clock.read());
      const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
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
  protected readonly locationChoices = computed(() => [
    { value: TOGETHER, text: this.words.say('charts.together') },
    ...this.locations().map((value) => ({ value, text: value })),
  ]);
  protected readonly name = computed(() => this.words.measurement(this.measurement()));

  private readonly shown = computed(() => {
    const series = this.series();
    return series && seriesInWords(series, this.words, this.labelOf(series.target));
  });
  protected readonly content = computed(() => this.shown()?.content);
  protected readonly summary = computed(() => this.shown()?.summary ?? '');

  protected readonly marks = inject(MarksSource).of(() => this.environment());
  protected readonly groups = computed(() => {
    const content = this.content();
    return content ? groupMarks(this.marks.marks() ?? [], content.fromMs, content.toMs) : [];
  });
  protected readonly markWords = (group: MarkGroup): string => wordsOfGroup(group, this.words);

  protected readonly hasContent = computed(() => {
    const content = this.content();
    const isMeasured = content?.lines.some(({ values }) => values.some((value) => value !== null));
    return isMeasured === true || (content?.spans.length ?? 0) > 0;
  });

  /** Why nothing is drawn. */
  protected readonly nothing = computed(() => {
    const isOver = (this.content()?.toMs ?? Infinity) < this.clock.read() - KEPT_MS;
    return this.words.say(isOver ? 'charts.range.over' : 'shell.detail.noHistory');
  });

  protected readonly moment = (atMs: number): string => this.words.instant(new Date(atMs).toISOString());

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) =>
        environment === this.environment() &&
        service === this.detail().service &&
        isRunning(this.time.range(), this.clock.read()),
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
