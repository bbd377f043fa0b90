import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import {
  DEFAULT_TARGET,
  type EnvironmentId,
  type MeasurementName,
  Series,
  ServiceDetail,
  ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import { catchError, forkJoin, map, type Observable, of } from 'rxjs';
import { API } from '../api/api';
import { addressRange } from '../charts/address-range';
import { CopyLink } from '../charts/copy-link';
import { RangeChoice } from '../charts/range-choice';
import { boundsOf, isRunning } from '../charts/time-range';
import { Configuration } from '../configuration/configuration';
import { settingText } from '../configuration/setting-text';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { reloadOnEvents } from '../live/reload-on-events';
import { addressChoice } from '../resources/address-value';
import { lastValue } from '../resources/last-value';
import { Icon } from '../ui/badges/icon';
import { Choice } from '../ui/forms/choice';
import { DetailSection } from '../ui/layout/detail-section';
import { NotFoundPage } from '../ui/layout/not-found-page';
import { titlePage } from '../ui/layout/page-title';
import { Skeleton } from '../ui/layout/skeleton';
import { ComparedChart } from './compared-chart';
import { comparedEnvironments, FEWEST, MOST } from './compared-environments';
import { figureRows, NOTABLE_RATIO, settingRows } from './compared-rows';
import { ComparedTable } from './compared-table';

type ByEnvironment<T> = Readonly<Record<EnvironmentId, T | null>>;

/** One service of two to four environments side by side: figures, settings, and charts on one scale. */
@Component({
  selector: 'app-compare-page',
  imports: [
    Choice,
    ComparedChart,
    ComparedTable,
    CopyLink,
    DetailSection,
    Icon,
    NotFoundPage,
    RangeChoice,
    RouterLink,
    Skeleton,
  ],
  templateUrl: 'compare-page.html',
  styleUrls: ['../../styles/page.scss', 'compare-page.scss'],
})
export class ComparePage {
  /** From the address. */
  readonly service = input.required<string>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);

  protected readonly kind = computed(() => ServiceKind.safeParse(this.service()).data);
  protected readonly chosen = comparedEnvironments();
  protected readonly time = addressRange('1h');

  protected readonly columns = computed(() => this.chosen().map((id) => this.configuration.nameOf(id)));
  protected readonly choices = computed(() => {
    const chosen = this.chosen();
    return this.configuration.environments().map(({ id }) => {
      const isChosen = chosen.includes(id);
      return {
        id,
        paint: this.configuration.paintOf(id),
        name: this.configuration.nameOf(id),
        isChosen,
        isFixed: isChosen ? chosen.length <= FEWEST : chosen.length >= MOST,
      };
    });
  });

  protected readonly details = rxResource({
    params: () => ({ kind: this.kind(), environments: this.configured() }),
    stream: ({ params: { kind, environments } }) =>
      this.ofEach(environments, (id) =>
        this.http.get(API.service(id, kind ?? '')).pipe(map((answer) => ServiceDetail.parse(answer))),
      ),
  });
  private readonly lastDetails = lastValue<ByEnvironment<ServiceDetail>>(this.details);
  protected readonly isKnown = computed(() => this.lastDetails() !== undefined);

  private readonly sides = computed(() =>
    this.chosen().map((id) => ({
      config: this.configuration.service(id, this.service()),
      detail: this.lastDetails()?.[id] ?? null,
    })),
  );
  private readonly found = computed(() => this.sides().flatMap(({ detail }) => detail ?? []));

  private readonly measurementNames = computed<readonly MeasurementName[]>(() => [
    ...new Set(this.found().flatMap(({ measurements }) => measurements)),
  ]);
  private readonly targetIds = computed<readonly TargetId[]>(() => [
    ...new Set(this.found().flatMap(({ results }) => results.map(({ target }) => target))),
  ]);
  protected readonly measurement = addressChoice(
    'measurement',
    this.measurementNames,
    () => this.measurementNames()[0] ?? 'latencyMs',
  );
  protected readonly target = addressChoice(
    'target',
    this.targetIds,
    () => this.targetIds()[0] ?? DEFAULT_TARGET,
  );
  protected readonly measurements = computed(() =>
    this.measurementNames().map((value) => ({ value, text: this.words.measurement(value) })),
  );
  protected readonly targets = computed(() => {
    const labels = new Map(
      this.found().flatMap(({ results }) => results.map(({ target, label }) => [target, label] as const)),
    );
    return this.targetIds().map((value) => ({ value, text: labels.get(value) ?? value }));
  });

  protected readonly figures = computed(() => figureRows(this.sides(), this.target(), this.words));
  protected readonly settings = computed(() =>
    settingRows(this.sides(), (value) => settingText(value, this.words), this.words),
  );

  protected readonly history = rxResource({
    params: () =>
      this.isKnown()
        ? {
            kind: this.kind(),
            environments: this.configured(),
            measurement: this.measurement(),
            target: this.target(),
            range: this.time.range(),
          }
        : undefined,
    stream: ({ params: { kind, environments, measurement, target, range } }) => {
      const { fromMs, toMs } = boundsOf(range, this.clock.read());
      const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
      const params = { measurement, target, from, to };
      return this.ofEach(environments, (id) =>
        this.http.get(API.series(id, kind ?? ''), { params }).pipe(map((answer) => Series.parse(answer))),
      );
    },
  });
  private readonly lastHistory = lastValue<ByEnvironment<Series>>(this.history);
  protected readonly charts = computed(() => {
    const history = this.lastHistory();
    return history && this.chosen().map((id) => ({ id, series: history[id] ?? null }));
  });
  /** The charts' one scale. */
  protected readonly highest = computed(() =>
    Math.max(
      0,
      ...(this.charts() ?? []).flatMap(({ series }) =>
        (series?.points ?? []).map(({ max, mean }) => max ?? mean ?? 0),
      ),
    ),
  );
  protected readonly bounds = computed(() => {
    const series = this.charts()?.find((chart) => chart.series !== null)?.series;
    return series && { fromMs: Date.parse(series.from), toMs: Date.parse(series.to) };
  });

  protected readonly name = computed(() => {
    const kind = this.kind();
    return kind ? this.words.service(kind) : this.service();
  });
  protected readonly note = computed(() =>
    this.words.say('charts.compare.note', {
      environment: this.columns()[0] ?? '',
      ratio: this.words.ratio(NOTABLE_RATIO),
    }),
  );

  private readonly configured = computed(
    () => this.chosen().filter((id) => this.configuration.service(id, this.service())?.isConfigured),
    { equal: (one, other) => one.join() === other.join() },
  );

  constructor() {
    titlePage(() => this.words.say('charts.compare.title', { service: this.name() }));
    const concerns = ({ environment, service }: { environment: EnvironmentId; service: string }) =>
      service === this.service() && this.chosen().includes(environment);
    reloadOnEvents(this.details, concerns);
    reloadOnEvents(
      this.history,
      (observation) => concerns(observation) && isRunning(this.time.range(), this.clock.read()),
    );
  }

  protected toggle(id: EnvironmentId): void {
    const chosen = this.chosen();
    this.chosen.set(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  }

  /** Reads of each environment, so that one that cannot be read leaves the others. */
  private ofEach<T>(
    environments: readonly EnvironmentId[],
    read: (id: EnvironmentId) => Observable<T>,
  ): Observable<ByEnvironment<T>> {
    if (environments.length === 0) return of({});
    return forkJoin(
      Object.fromEntries(environments.map((id) => [id, read(id).pipe(catchError(() => of(null)))])),
    );
  }
}
