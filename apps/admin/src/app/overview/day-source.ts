import { httpResource } from '@angular/common/http';
import { computed, effect, inject, Injectable, untracked } from '@angular/core';
import {
  byUrgency,
  type CheckStatus,
  type EnvironmentId,
  OverviewHistory,
  type ServiceKind,
  type StatusRun,
} from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { Clock } from '../live/clock';
import { reloadOnAlerts, reloadOnEvents } from '../live/reload-on-events';
import { lastValue } from '../resources/last-value';

/** How a service stood in the last day. */
export interface ServiceDay {
  readonly runs: readonly StatusRun[];
  /** Undefined where nothing was heard. */
  readonly worst: CheckStatus | undefined;
}

/**
 * How every service stood in the last day, by one request. It is read again when a step is over, and when something is worse
 * than it says: not at each check, since those that are as before change nothing in it.
 */
@Injectable()
export class DaySource {
  private readonly clock = inject(Clock);

  private readonly resource = httpResource(() => API.overviewHistory, {
    parse: (value) => OverviewHistory.parse(value),
  });
  private readonly day = lastValue(this.resource);

  private readonly days = computed<ReadonlyMap<string, ServiceDay>>(
    () =>
      new Map(
        (this.day()?.environments ?? []).flatMap(({ environment, services }) =>
          services.map(({ service, runs }) => [keyOf(environment, service), { runs, worst: worstIn(runs) }]),
        ),
      ),
  );

  private readonly isOver = computed(() => {
    const day = this.day();
    return day !== undefined && this.clock.nowMs() >= Date.parse(day.from) + day.steps * day.stepMs;
  });

  constructor() {
    effect(() => {
      if (this.isOver()) untracked(() => this.resource.reload());
    });
    reloadOnEvents(this.resource, ({ environment, service, status }) => {
      const known = this.of(environment, service)?.runs.at(-1)?.status ?? 'unknown';
      return (status === 'down' || status === 'degraded') && byUrgency(status, known) < 0;
    });
    reloadOnAlerts(this.resource, ({ topic }) => topic === 'incidents');
  }

  /** Undefined before it was read. */
  of(environment: EnvironmentId, service: ServiceKind): ServiceDay | undefined {
    return this.days().get(keyOf(environment, service));
  }
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment} ${service}`;

function worstIn(runs: readonly StatusRun[]): CheckStatus | undefined {
  return runs
    .flatMap(({ status }) => status ?? [])
    .toSorted(byUrgency)
    .at(0);
}
