import { Logger, Module } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { CONNECTIVITY, type Connectivity } from '@envscope/integrations/kernel/connectivity.js';
import { PROBES, type Probe } from '@envscope/integrations/kernel/probe.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { ClockWatch, wordsOf } from '../clock/clock-watch.js';
import { ConnectionWatch } from '../connection/connection-watch.js';
import { PublicHosts } from '../connection/public-hosts.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from '../monitoring-options.js';
import { CheckPlan } from '../schedule/check-plan.js';

/** What any process needs that checks, whoever concludes from it: the plan, the clocks, and its own connection. */
@Module({
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
    {
      provide: ConnectionWatch,
      inject: [CheckPlan, CONNECTIVITY, SERVICE_MANIFESTS, ClockWatch],
      useFactory: createConnectionWatch,
    },
  ],
  exports: [ClockWatch, CheckPlan, ConnectionWatch],
})
export class ProbingModule {}

const logger = new Logger('Monitoring');

/** A pause changes no state: nobody concludes anything from it, and everything is checked anew. */
function createClockWatch(): ClockWatch {
  const watch = new ClockWatch(SYSTEM_CLOCK);
  watch.onPause((pause) => {
    logger.warn(`${wordsOf(pause)}: nothing is concluded from that, everything is checked anew`);
  });
  return watch;
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
