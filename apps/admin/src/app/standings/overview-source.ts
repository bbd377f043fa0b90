import { httpResource } from '@angular/common/http';
import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type CheckStatus,
  type EnvironmentId,
  type ObservationEvent,
  Overview,
  overallOf,
  type ServiceKind,
  worstOf,
} from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { lastValue } from '../resources/last-value';
import { LatestChecks } from '../live/readings/latest-checks';
import { LiveFeed } from '../live/live-feed';
import { reloadOnChanges } from '../live/reload-on-events';

/** One service of one environment, and how it stands. */
export interface Standing {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly status: CheckStatus;
}

/**
 * How all services of all environments stand. It is read again when something changes while the page is seen; in a hidden
 * tab, events alone keep the statuses right, so that the tab's icon stays true without a request.
 */
@Injectable({ providedIn: 'root' })
export class OverviewSource {
  private readonly feed = inject(LiveFeed);
  private readonly checks = inject(LatestChecks);

  readonly resource = httpResource(() => API.overview, { parse: (value) => Overview.parse(value) });

  private readonly read = lastValue(this.resource);

  readonly overview = computed<Overview | undefined>(() => {
    const read = this.read();
    return (
      read && {
        ...read,
        generatedAt: this.checks.newest(read.generatedAt),
        environments: read.environments.map((one) => ({
          ...one,
          services: one.services.map((state) => this.checks.dated(one.environment, state)),
        })),
      }
    );
  });

  /** Newer statuses, from events since the overview was read. */
  private readonly newer = linkedSignal<Overview | undefined, ReadonlyMap<string, ObservationEvent>>({
    source: this.read,
    computation: () => new Map(),
  });

  /** How each service stands, by the latest that is known. */
  readonly standings = computed<readonly Standing[]>(() => {
    const newer = this.newer();
    return (this.overview()?.environments ?? []).flatMap(({ environment, services }) =>
      services.map(({ service, status }) => ({
        environment,
        service,
        status: newer.get(`${environment} ${service}`)?.status ?? status,
      })),
    );
  });

  /** The worst status of each environment. */
  readonly statuses = computed<ReadonlyMap<EnvironmentId, CheckStatus>>(() => {
    const newer = this.newer();
    return new Map(
      (this.overview()?.environments ?? []).map(({ environment, services }) => {
        const states = services.map((state) => ({
          ...state,
          status: newer.get(`${environment} ${state.service}`)?.status ?? state.status,
        }));
        return [environment, overallOf(states)];
      }),
    );
  });

  /** The status of a service of an environment. */
  of(environment: EnvironmentId, service: string): CheckStatus | undefined {
    return this.standings().find((one) => one.environment === environment && one.service === service)?.status;
  }

  readonly worst = computed(() => worstOf(this.statuses().values()));

  constructor() {
    reloadOnChanges(this.resource, () => true);
    this.feed.news.pipe(takeUntilDestroyed()).subscribe((news) => {
      if (news.kind !== 'observation' || this.feed.isPaused()) return;
      const { environment, service } = news.observation;
      this.newer.update((newer) => new Map(newer).set(`${environment} ${service}`, news.observation));
    });
  }
}
