import { Logger, Module } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { PROBES, type Probe } from '@envscope/integrations/kernel/probe.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { ClockWatch, wordsOf } from '../clock/clock-watch.js';
import { Freshness } from '../clock/freshness.js';
import { LiveFeed } from '../feed/live-feed.js';
import { LiveFeedModule } from '../feed/live-feed.module.js';
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
      provide: StoredObservations,
      inject: [ObservationStore, StatusBoard, Sparklines, StatusHistory, LiveFeed],
      useFactory: (...parts: ConstructorParameters<typeof StoredObservations>) =>
        new StoredObservations(...parts),
    },
  ],
  exports: [
    LiveFeedModule,
    ClockWatch,
    CheckPlan,
    Freshness,
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
