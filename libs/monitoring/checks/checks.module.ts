import { Module } from '@nestjs/common';
import { PROBES } from '@envscope/integrations/kernel/probe.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { ClockWatch } from '../clock/clock-watch.js';
import { Freshness } from '../clock/freshness.js';
import { LiveFeed } from '../feed/live-feed.js';
import { LiveFeedModule } from '../feed/live-feed.module.js';
import { LocationBoard } from '../locations/location-board.js';
import { CheckPlan } from '../schedule/check-plan.js';
import { Sparklines } from './sparklines.js';
import { StatusBoard } from './status-board.js';
import { StatusHistory } from './status-history.js';
import { StoredObservations } from './stored-observations.js';
import { ProbingModule } from './probing.module.js';

/** What the console knows of its services, and how fresh that is, wired. */
@Module({
  imports: [LiveFeedModule, ProbingModule],
  providers: [
    { provide: Freshness, inject: [CheckPlan, ClockWatch], useFactory: createFreshness },
    {
      provide: StatusBoard,
      inject: [Freshness, CheckPlan, SERVICE_MANIFESTS],
      useFactory: (freshness: Freshness, plan: CheckPlan, manifests: ServiceManifests) =>
        new StatusBoard(freshness, {
          targetsOf: (environment, service) => plan.targetsOf(environment, service),
          detailListOf: (service) => manifests[service].detailList,
        }),
    },
    {
      provide: Sparklines,
      inject: [SERVICE_MANIFESTS],
      useFactory: (manifests: ServiceManifests) =>
        new Sparklines(new Map(Object.values(manifests).map(({ kind, headline }) => [kind, headline]))),
    },
    {
      provide: StatusHistory,
      inject: [ObservationStore],
      useFactory: (store: ObservationStore) => new StatusHistory(store),
    },
    {
      provide: LocationBoard,
      inject: [CheckPlan, StatusBoard, ClockWatch],
      useFactory: createLocationBoard,
    },
    {
      provide: StoredObservations,
      inject: [ObservationStore, StatusBoard, Sparklines, StatusHistory, LiveFeed, PROBES],
      useFactory: (...parts: ConstructorParameters<typeof StoredObservations>) =>
        new StoredObservations(...parts),
    },
  ],
  exports: [
    LiveFeedModule,
    ProbingModule,
    Freshness,
    LocationBoard,
    StatusBoard,
    Sparklines,
    StatusHistory,
    StoredObservations,
  ],
})
export class ChecksModule {}

function createFreshness({ termsOf }: CheckPlan, watch: ClockWatch): Freshness {
  const freshness = new Freshness(termsOf, watch.clock.steady);
  watch.onPause(() => freshness.forgive());
  return freshness;
}

/** Nor is a pause the silence of a location. */
function createLocationBoard(plan: CheckPlan, board: StatusBoard, watch: ClockWatch): LocationBoard {
  const locations = new LocationBoard({
    locationsOf: (...target) => plan.locationsOf(...target),
    termsOf: plan.termsOf,
    clock: watch.clock,
    lastSeen: () => board.observations(),
  });
  watch.onPause(() => locations.forgive());
  return locations;
}
