import { httpResource } from '@angular/common/http';
import { computed, effect, inject, Injectable, type Signal, signal } from '@angular/core';
import { type EnvironmentId, type EnvironmentMarks, Marks } from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { reloadOnAlerts, reloadOnEvents } from '../live/reload-on-events';
import { lastValue } from '../resources/last-value';
import type { ChartMark } from '../ui/charts/chart-marks';
import { marksOf } from './mark-words';

/** Sentry is asked for releases so often. */
const RELEASES_MS = 600_000;

/** What the charts of a page mark. */
export interface PageMarks {
  /** Undefined until they are known. */
  readonly marks: Signal<readonly ChartMark[] | undefined>;
  /** There were more incidents than are answered. */
  readonly isCut: Signal<boolean>;
  readonly hasFailed: Signal<boolean>;
}

/**
 * Reads what all charts of a page mark by one request: the last seven days, in which all their ranges lie. It is read anew
 * when an incident changes, and for releases not more often than Sentry is asked.
 */
@Injectable({ providedIn: 'root' })
export class MarksSource {
  private readonly words = inject(Words);
  private readonly clock = inject(Clock);
  /** The environments of the charts that are shown, once for each of them. */
  private readonly wanted = signal<readonly EnvironmentId[]>([]);
  private readonly environments = computed(() => [...new Set(this.wanted())].sort().join(','));
  private readonly isWanted = (environment: EnvironmentId) =>
    this.environments().split(',').includes(environment);

  private readonly resource = httpResource(
    () =>
      this.environments() === ''
        ? undefined
        : { url: API.marks, params: { environments: this.environments() } },
    { parse: (answer) => Marks.parse(answer) },
  );
  private readonly answer = lastValue(this.resource);

  constructor() {
    reloadOnAlerts(
      this.resource,
      ({ topic, environment }) =>
        topic === 'incidents' && (environment === null || this.isWanted(environment)),
    );
    reloadOnEvents(
      this.resource,
      ({ environment, service }) =>
        service === 'sentry' &&
        this.isWanted(environment) &&
        this.clock.read() - Date.parse(this.answer()?.to ?? '') > RELEASES_MS,
    );
  }

  /** The marks of an environment, for as long as whoever asks is there. Needs an injection context. */
  of(environment: () => EnvironmentId): PageMarks {
    // In an effect, which waits for the first change detection: inputs are not set before it.
    effect((onCleanup) => {
      const id = environment();
      this.wanted.update((wanted) => [...wanted, id]);
      onCleanup(() => this.wanted.update((wanted) => wanted.toSpliced(wanted.indexOf(id), 1)));
    });
    const found = computed<EnvironmentMarks | undefined>(() =>
      this.answer()?.environments.find((one) => one.environment === environment()),
    );
    return {
      marks: computed(() => {
        const marks = found();
        return marks && marksOf(marks, this.words);
      }),
      isCut: computed(() => found()?.isCut ?? false),
      hasFailed: computed(() => found() === undefined && this.resource.error() !== undefined),
    };
  }
}
