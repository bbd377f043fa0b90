import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { PROBES, type Probe } from '@envscope/integrations/kernel/probe.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { MuteStore } from '@envscope/store/mute-store.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { AlertingModule, intervalsOf } from './alerting.module.js';
import { ClockWatch, type Pause } from './clock/clock-watch.js';
import { Freshness } from './clock/freshness.js';
import { ObservationWriter, type ArchiveHealth } from './checks/observation-writer.js';
import { CheckCycle } from './checks/check-cycle.js';
import { LiveFeed } from './feed/live-feed.js';
import { LiveFeedModule } from './feed/live-feed.module.js';
import { Sparklines } from './checks/sparklines.js';
import { StatusBoard } from './checks/status-board.js';
import { StoreHealth } from './store-health/store-health.js';
import { StoreWatch } from './store-health/store-watch.js';
import { Dispatcher } from './deliveries/dispatcher.js';
import { IncidentRepository } from './repository/incident-repository.js';
import { answerWithin } from './clock/within.js';
import { IncidentEvaluator } from './evaluator/incident-evaluator.js';
import { MuteRepository } from './mutes/mute-repository.js';
import { LeaseKeeper, type LeadershipDuties } from './leadership/lease-keeper.js';
import { Pruner } from './leadership/pruner.js';
import { Leader } from './leadership/leader.js';
import { StoreMirror } from './leadership/store-follower.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from './monitoring-options.js';
import { RuleRepository } from './rules/rule-repository.js';
import { CheckSchedule } from './schedule/check-schedule.js';

/** The pipeline from schedule to stream and to alerts, wired. */
@Module({
  imports: [LiveFeedModule, AlertingModule],
  providers: [
    {
      provide: StatusBoard,
      inject: [Freshness],
      useFactory: (freshness: Freshness) => new StatusBoard(freshness),
    },
    {
      provide: Sparklines,
      inject: [SERVICE_MANIFESTS],
      useFactory: (manifests: ServiceManifests) =>
        new Sparklines(new Map(Object.values(manifests).map(({ kind, headline }) => [kind, headline]))),
    },
    {
      provide: ObservationWriter,
      inject: [ObservationStore, StoreHealth],
      useFactory: (store: ObservationStore, storeHealth: StoreHealth) =>
        new ObservationWriter(store, (health) => {
          tell(health);
          storeHealth.report('observations', health.isFailing ? 'failing' : null);
        }),
    },
    {
      provide: StoreWatch,
      inject: [ObservationStore, StoreHealth, ObservationWriter],
      useFactory: (store: ObservationStore, health: StoreHealth, archivist: ObservationWriter) =>
        new StoreWatch(store, health, (fault) => {
          if (fault !== null) return logger.error(`The store is not well: ${fault}`);
          logger.log('The store is well again');
          void archivist.drain();
        }),
    },
    {
      provide: CheckCycle,
      inject: [
        ClockWatch,
        Freshness,
        ObservationWriter,
        StatusBoard,
        Sparklines,
        LiveFeed,
        IncidentEvaluator,
        LeaseKeeper,
      ],
      useFactory: (...parts: ConstructorParameters<typeof CheckCycle>) => new CheckCycle(...parts),
    },
    {
      provide: CheckSchedule,
      inject: [PROBES, ENVIRONMENTS, CheckCycle, MONITORING_OPTIONS, ClockWatch],
      useFactory: createSchedule,
    },
    {
      provide: Pruner,
      inject: [ObservationStore, IncidentStore, MuteStore, ClockWatch],
      useFactory: (
        observations: ObservationStore,
        incidents: IncidentStore,
        mutes: MuteStore,
        clock: ClockWatch,
      ) =>
        new Pruner({ observations, incidents, mutes }, clock, (error) =>
          logger.warn(`Not pruned: ${String(error)}`),
        ),
    },
    {
      provide: Leader,
      inject: [
        ObservationStore,
        StatusBoard,
        Sparklines,
        RuleRepository,
        MuteRepository,
        IncidentRepository,
        IncidentEvaluator,
        CheckSchedule,
        Dispatcher,
        Pruner,
      ],
      useFactory: (...parts: ConstructorParameters<typeof Leader>) => new Leader(...parts),
    },
    {
      provide: StoreMirror,
      inject: [
        ObservationStore,
        IncidentStore,
        StatusBoard,
        Sparklines,
        LiveFeed,
        RuleRepository,
        MuteRepository,
        IncidentRepository,
        Dispatcher,
        LeaseKeeper,
      ],
      useFactory: (...parts: ConstructorParameters<typeof StoreMirror>) => new StoreMirror(...parts),
    },
  ],
  exports: [
    LiveFeedModule,
    AlertingModule,
    StatusBoard,
    Sparklines,
    ObservationWriter,
    CheckSchedule,
    StoreWatch,
  ],
})
export class MonitoringModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(Leader) private readonly shift: Leader,
    @Inject(LeaseKeeper) private readonly lease: LeaseKeeper,
    @Inject(StoreMirror) private readonly mirror: StoreMirror,
    @Inject(ObservationWriter) private readonly archivist: ObservationWriter,
    @Inject(ClockWatch) private readonly clock: ClockWatch,
    @Inject(Freshness) private readonly freshness: Freshness,
    @Inject(IncidentEvaluator) private readonly judge: IncidentEvaluator,
    @Inject(CheckSchedule) private readonly schedule: CheckSchedule,
    @Inject(StoreWatch) private readonly storeWatch: StoreWatch,
  ) {}

  /** What was known before the start is shown before anything is looked at, whoever leads. */
  async onApplicationBootstrap(): Promise<void> {
    this.clock.onPause((pause) => this.forgive(pause));
    this.clock.start();
    await this.shift.restore();
    await this.lease.start(dutiesOf(this.lease, this.shift));
    this.mirror.start();
    this.storeWatch.start();
  }

  /** Runs before the store closes, so that no result that was there is lost. */
  async beforeApplicationShutdown(): Promise<void> {
    this.clock.stop();
    this.storeWatch.stop();
    const { fault } = await answerWithin(this.endInOrder(), LONGEST_END_MS);
    if (fault !== undefined) logger.error(`The end waits no longer for what is under way: ${fault}`);
    const lost = await this.archivist.close(fault === undefined ? undefined : 0);
    if (lost > 0) logger.error(`The store did not take ${lost} observations before the end: they are lost`);
  }

  private async endInOrder(): Promise<void> {
    await this.mirror.stop();
    await this.lease.stop();
  }

  /** A pause changes no state: nothing is concluded from it, and everything is looked at anew. */
  private forgive(pause: Pause): void {
    logger.warn(`${wordsOf(pause)}: nothing is concluded from that, everything is checked anew`);
    this.freshness.forgive();
    this.judge.considerPause(pause);
    this.schedule.checkAnew();
  }
}

const logger = new Logger('Monitoring');

/** Whoever stops a console gives it five seconds, or kills it: a store that is silent must not use them up. */
const LONGEST_END_MS = 3_500;

function wordsOf({ kind, lostMs }: Pause): string {
  const seconds = `${Math.round(Math.abs(lostMs) / 1_000)} s`;
  if (kind === 'stopped') return `This process was stopped for ${seconds}`;
  if (kind === 'ahead') return `The clock went ahead by ${seconds} (it was set, or the machine slept)`;
  return `The clock was set back by ${seconds}`;
}

function tell({ isFailing, fault }: ArchiveHealth): void {
  if (isFailing) logger.error(`The store fails; observations wait in memory: ${fault}`);
  else logger.log('The store works again; what waited is kept');
}

function dutiesOf({ isShared }: LeaseKeeper, shift: Leader): LeadershipDuties {
  return {
    onGain: async () => {
      await shift.begin();
      if (isShared) logger.log('This console leads: it looks, judges and tells');
    },
    onLoss: async () => {
      const lost = await shift.end();
      if (isShared) logger.log('This console does not lead any more');
      if (lost > 0) logger.error(`The store did not take ${lost} changed incidents: they are lost`);
    },
    onFault: (error) => logger.error(`This console cannot begin to look: ${String(error)}`),
  };
}

function createSchedule(
  probes: readonly Probe[],
  environments: readonly AnyEnvironment[],
  cycle: CheckCycle,
  options: MonitoringOptions,
  clock: ClockWatch,
): CheckSchedule {
  const intervalOf = intervalsOf(environments);
  const rounds = environments.flatMap((environment) =>
    probes.map((probe) => ({
      environment: environment.id,
      service: probe.service,
      intervalMs: intervalOf(environment.id, probe.service),
      run: (limits: Parameters<Probe['observe']>[1]) => cycle.run(probe, environment.id, limits),
    })),
  );
  return new CheckSchedule(rounds, {
    timeoutMs: options.timeoutMs,
    hasPaused: () => clock.notice(),
    onFault: ({ environment, service }, error) => {
      logger.error(
        `The round of ${service} in ${environment} failed`,
        error instanceof Error ? error.stack : error,
      );
    },
  });
}
