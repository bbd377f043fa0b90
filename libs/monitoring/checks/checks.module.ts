import { Logger, Module } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { CONNECTIVITY, type Connectivity } from '@envscope/integrations/kernel/connectivity.js';
import { PROBES, type Probe } from '@envscope/integrations/kernel/probe.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { ClockWatch, wordsOf } from '../clock/clock-watch.js';
import { Freshness } from '../clock/freshness.js';
import { ConnectionWatch } from '../connection/connection-watch.js';
import { PublicHosts } from '../connection/public-hosts.js';
import { LiveFeed } from '../feed/live-feed.js';
import { LiveFeedModule } from '../feed/live-feed.module.js';
import { LocationBoard } from '../locations/location-board.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from '../monitoring-options.js';
import { CheckPlan } from '../schedule/check-plan.js';
import { Sparklines } from './sparklines.js';
import { StatusBoard } from './status-board.js';
import { StatusHistory } from './status-history.js';
import { StoredObservations } from './stored-observations.js';

/** What the console knows of its services, and how fresh that is, wired. */
@Module({
  imports: [LiveFeedModule],
  providers: [
    { provide: ClockWatch, useFactory: createClockWatch },
    {
      provide: CheckPlan,
      inject: [PROBES, ENVIRONMENTS, MONITORING_OPTIONS],
      useFactory: (
        probes: readonly Probe[],
        environments: readonly AnyEnvironment[],
        options: MonitoringOptions,
      ) => new CheckPlan(probes, environments, options),
    },
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
      provide: ConnectionWatch,
      inject: [CheckPlan, CONNECTIVITY, SERVICE_MANIFESTS, ClockWatch],
      useFactory: createConnectionWatch,
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
    ClockWatch,
    CheckPlan,
    ConnectionWatch,
    Freshness,
    LocationBoard,
    StatusBoard,
    Sparklines,
    StatusHistory,
    StoredObservations,
  ],
})
export class ChecksModule {}

const logger = new Logger('Monitoring');

/** A pause changes no state: nobody concludes anything from it, and everything is checked anew. */
function createClockWatch(): ClockWatch {
  const watch = new ClockWatch(SYSTEM_CLOCK);
  watch.onPause((pause) => {
    logger.warn(`${wordsOf(pause)}: nothing is concluded from that, everything is checked anew`);
  });
  return watch;
}

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

/** A pause is no failure of the network either. */
function createConnectionWatch(
  plan: CheckPlan,
  connectivity: Connectivity,
  manifests: ServiceManifests,
  watch: ClockWatch,
): ConnectionWatch {
  const destinations = plan.checks.flatMap((check) => check.destinations);
  const connection = new ConnectionWatch(new PublicHosts(destinations, connectivity), connectivity, {
    clock: watch.clock,
    destinationsOf: (...check) => plan.destinationsOf(...check),
    // Where nothing answers these are down: they are asked themselves, by each check.
    isFirstHand: (service) => manifests[service].silence === 'down',
  });
  connection.onTurn((turn) => {
    if (turn === 'lost')
      logger.warn('The network cannot be reached: nothing public is observed until it is back');
    else logger.log('The network can be reached again: what was not observed is checked now');
  });
  watch.onPause(() => connection.forget());
  return connection;
}
