import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { PROBES, type Probe } from '@envscope/integrations/kernel/probe.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { Archivist, type ArchiveHealth } from './cycle/archivist.js';
import { CheckCycle } from './cycle/check-cycle.js';
import { LiveFeed } from './cycle/live-feed.js';
import { Sparklines } from './cycle/sparklines.js';
import { StatusBoard } from './cycle/status-board.js';
import { CheckSchedule } from './schedule/check-schedule.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from './monitoring-options.js';

const RETENTION_MS = 7 * 24 * 3_600_000;
const PRUNE_INTERVAL_MS = 10 * 60_000;

/** The pipeline from schedule to stream, wired. */
@Module({
  providers: [
    { provide: LiveFeed, useFactory: () => new LiveFeed() },
    { provide: StatusBoard, useFactory: () => new StatusBoard() },
    {
      provide: Sparklines,
      inject: [PROBES],
      useFactory: (probes: Probe[]) =>
        new Sparklines(new Map(probes.map((probe) => [probe.service, probe.headline]))),
    },
    {
      provide: Archivist,
      inject: [ObservationStore, LiveFeed],
      useFactory: (store: ObservationStore, feed: LiveFeed) =>
        new Archivist(store, (health) => {
          tell(health);
          feed.publish('console', { isStoreFailing: health.isFailing });
        }),
    },
    {
      provide: CheckCycle,
      inject: [Archivist, StatusBoard, Sparklines, LiveFeed],
      useFactory: (...parts: ConstructorParameters<typeof CheckCycle>) => new CheckCycle(...parts),
    },
    {
      provide: CheckSchedule,
      inject: [PROBES, ENVIRONMENTS, CheckCycle, MONITORING_OPTIONS],
      useFactory: createSchedule,
    },
  ],
  exports: [LiveFeed, StatusBoard, Sparklines, Archivist, CheckSchedule],
})
export class MonitoringModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private pruning: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ObservationStore) private readonly store: ObservationStore,
    @Inject(StatusBoard) private readonly board: StatusBoard,
    @Inject(Sparklines) private readonly sparklines: Sparklines,
    @Inject(CheckSchedule) private readonly schedule: CheckSchedule,
    @Inject(Archivist) private readonly archivist: Archivist,
  ) {}

  /** What was known before the start is shown before anything is looked at. */
  async onApplicationBootstrap(): Promise<void> {
    const latest = await this.store.latest();
    this.board.restore(latest);
    await Promise.all(latest.map(({ observation }) => this.sparklines.restore(observation, this.store)));
    this.schedule.start();
    this.pruning = setInterval(() => this.prune(), PRUNE_INTERVAL_MS).unref();
  }

  /** Runs before the store closes, so that no result that was there is lost. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.pruning);
    await this.schedule.stop();
    const lost = await this.archivist.close();
    if (lost > 0) logger.error(`The store did not take ${lost} observations before the end: they are lost`);
  }

  private prune(): void {
    // A store that fails is told by the archivist; pruning is tried again later.
    this.store
      .prune(Date.now() - RETENTION_MS)
      .catch((error: unknown) => logger.warn(`Not pruned: ${String(error)}`));
  }
}

const logger = new Logger('Monitoring');

function tell({ isFailing, fault }: ArchiveHealth): void {
  if (isFailing) logger.error(`The store fails; observations wait in memory: ${fault}`);
  else logger.log('The store works again; what waited is kept');
}

function createSchedule(
  probes: readonly Probe[],
  environments: readonly AnyEnvironment[],
  cycle: CheckCycle,
  options: MonitoringOptions,
): CheckSchedule {
  const rounds = environments.flatMap((environment) =>
    probes.map((probe) => {
      const section = environment.sections[probe.service];
      return {
        environment: environment.id,
        service: probe.service,
        intervalMs: section.state === 'configured' ? section.intervalMs : null,
        run: (limits: Parameters<Probe['observe']>[1]) => cycle.run(probe, environment.id, limits),
      };
    }),
  );
  return new CheckSchedule(rounds, {
    timeoutMs: options.timeoutMs,
    onFault: ({ environment, service }, error) => {
      logger.error(
        `The round of ${service} in ${environment} failed`,
        error instanceof Error ? error.stack : error,
      );
    },
  });
}
