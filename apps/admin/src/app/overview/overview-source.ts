import { httpResource } from '@angular/common/http';
import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type CheckStatus,
  type EnvironmentId,
  type ObservationEvent,
  Overview,
  worstOf,
} from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { lastValue } from '../api/last-value';
import { LiveFeed } from '../live/live-feed';
import { reloadOnEvents } from '../live/reload-on-events';

/**
 * How all services of all environments stand. It is read anew when something happens while a person looks; in a hidden
 * tab, events alone keep the statuses right, so that the tab's icon stays true without a request.
 */
@Injectable({ providedIn: 'root' })
export class OverviewSource {
  private readonly feed = inject(LiveFeed);

  readonly resource = httpResource(() => API.overview, { parse: (value) => Overview.parse(value) });

  readonly overview = lastValue(this.resource);

  /** Statuses that events told since the overview was read. */
  private readonly told = linkedSignal<Overview | undefined, ReadonlyMap<string, ObservationEvent>>({
    source: this.overview,
    computation: () => new Map(),
  });

  /** The worst status of each environment. */
  readonly statuses = computed<ReadonlyMap<EnvironmentId, CheckStatus>>(() => {
    const told = this.told();
    return new Map(
      this.overview()?.environments.map(({ environment, services }) => [
        environment,
        worstOf(
          services.map(({ service, status }) => told.get(`${environment} ${service}`)?.status ?? status),
        ),
      ]),
    );
  });

  readonly worst = computed(() => worstOf(this.statuses().values()));

  constructor() {
    reloadOnEvents(this.resource, () => true);
    this.feed.news.pipe(takeUntilDestroyed()).subscribe((news) => {
      if (news.kind !== 'observation' || this.feed.isPaused()) return;
      const { environment, service } = news.observation;
      this.told.update((told) => new Map(told).set(`${environment} ${service}`, news.observation));
    });
  }
}
