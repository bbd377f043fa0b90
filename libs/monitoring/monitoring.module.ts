import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { MuteStore } from '@envscope/store/mute-store.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { AlertingModule } from './alerting.module.js';
import { CheckCycle } from './checks/check-cycle.js';
import { ChecksModule } from './checks/checks.module.js';
import { ObservationWriter, type WriterHealth } from './checks/observation-writer.js';
import { Sparklines } from './checks/sparklines.js';
import { StatusBoard } from './checks/status-board.js';
import { StatusHistory } from './checks/status-history.js';
import { StoredObservations } from './checks/stored-observations.js';
import { ClockWatch } from './clock/clock-watch.js';
import { within } from './clock/within.js';
import { ConnectionWatch } from './connection/connection-watch.js';
import { ConsoleIncidents } from './connection/console-incidents.js';
import { startAll, stopAll, type ConsolePart } from './console-part.js';
import { DeadLetterWatch } from './deliveries/dead-letter-watch.js';
import { Dispatcher } from './deliveries/dispatcher.js';
import { IncidentEvaluator } from './evaluator/incident-evaluator.js';
import { ConsoleCondition } from './feed/console-condition.js';
import { LiveFeed } from './feed/live-feed.js';
import { ObservationNews } from './feed/observation-news.js';
import { StoredAlerts } from './feed/stored-alerts.js';
import { Leader } from './leadership/leader.js';
import { LocationBoard } from './locations/location-board.js';
import { LeaseKeeper } from './leadership/lease-keeper.js';
import { Pruner } from './leadership/pruner.js';
import { StoreFollower } from './leadership/store-follower.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from './monitoring-options.js';
import { MuteRepository } from './mutes/mute-repository.js';
import { IncidentRepository } from './repository/incident-repository.js';
import { TimeOrderedIds } from './repository/time-ordered-ids.js';
import { Pulse } from './pulse/pulse.js';
import { RuleRepository } from './rules/rule-repository.js';
import { CheckPlan } from './schedule/check-plan.js';
import { CheckSchedule, scheduledChecks } from './schedule/check-schedule.js';
import { WorkerIncidents } from './workers/worker-incidents.js';
import { SpreadChecks } from './workers/spread-checks.js';
import { WORK_QUEUE, type WorkQueue } from './workers/work-queue.js';
import { StoreHealth } from './store-health/store-health.js';
import { StoreWatch } from './store-health/store-watch.js';

/** Token of the parts that live as long as the console, in the order of their start: `readonly ConsolePart[]`. */
const CONSOLE_PARTS = Symbol('CONSOLE_PARTS');
/** Token of the parts that the leader starts, in that order, and that follow a shared store: `readonly ConsolePart[]`. */
const LEADER_PARTS = Symbol('LEADER_PARTS');

/** The pipeline from schedule to stream and to alerts, wired. */
@Module({
  imports: [ChecksModule, AlertingModule],
  providers: [
    {
      provide: ObservationWriter,
      inject: [ObservationStore, StoreHealth],
      useFactory: (store: ObservationStore, storeHealth: StoreHealth) =>
        new ObservationWriter(store, (health) => {
          log(health);
          storeHealth.report('observations', health.isFailing ? 'failing' : null);
        }),
    },
    {
      provide: StoreWatch,
      inject: [ObservationStore, StoreHealth, ObservationWriter],
      useFactory: (store: ObservationStore, health: StoreHealth, writer: ObservationWriter) =>
        new StoreWatch(store, health, (fault) => {
          if (fault !== null) return logger.error(`The store is not well: ${fault}`);
          logger.log('The store is well again');
          void writer.drain();
        }),
    },
    {
      provide: ObservationNews,
      inject: [LiveFeed],
      useFactory: (feed: LiveFeed) => new ObservationNews(feed),
    },
    {
      provide: CheckCycle,
      inject: [
        ClockWatch,
        ObservationWriter,
        StatusBoard,
        Sparklines,
        StatusHistory,
        ObservationNews,
        IncidentEvaluator,
        RuleRepository,
        ConnectionWatch,
        LocationBoard,
        LeaseKeeper,
      ],
      useFactory: (...parts: ConstructorParameters<typeof CheckCycle>) => new CheckCycle(...parts),
    },
    {
      provide: SpreadChecks,
      inject: [
        { token: WORK_QUEUE, optional: true },
        CheckPlan,
        CheckCycle,
        StatusBoard,
        ClockWatch,
        ConsoleCondition,
      ],
      useFactory: createSpreadChecks,
    },
    {
      provide: CheckSchedule,
      inject: [CheckPlan, CheckCycle, MONITORING_OPTIONS, ClockWatch, ConnectionWatch, SpreadChecks],
      useFactory: createSchedule,
    },
    {
      provide: WorkerIncidents,
      inject: [IncidentRepository, SpreadChecks, TimeOrderedIds, ClockWatch, ConsoleCondition],
      useFactory: createWorkerIncidents,
    },
    {
      provide: Pulse,
      inject: [LeaseKeeper, CheckSchedule, Dispatcher, ConnectionWatch],
      useFactory: (...parts: ConstructorParameters<typeof Pulse>) => new Pulse(...parts),
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
      provide: StoredAlerts,
      inject: [IncidentStore, LiveFeed, ConsoleCondition],
      useFactory: (...parts: ConstructorParameters<typeof StoredAlerts>) => new StoredAlerts(...parts),
    },
    {
      provide: LEADER_PARTS,
      // Whoever makes work comes after those who do it, and so is the first to stop.
      inject: [
        RuleRepository,
        MuteRepository,
        IncidentRepository,
        StoredObservations,
        LocationBoard,
        Dispatcher,
        StoredAlerts,
        IncidentEvaluator,
        ConnectionWatch,
        ConsoleIncidents,
        CheckSchedule,
        SpreadChecks,
        WorkerIncidents,
        Pruner,
      ],
      useFactory: (...parts: ConsolePart[]) => parts,
    },
    {
      provide: Leader,
      inject: [LEADER_PARTS, LeaseKeeper],
      useFactory: (parts: readonly ConsolePart[], { isShared }: LeaseKeeper) =>
        new Leader(parts, { isShared, log: logger }),
    },
    {
      provide: StoreFollower,
      inject: [LeaseKeeper, LEADER_PARTS, DeadLetterWatch],
      useFactory: (lease: LeaseKeeper, parts: readonly ConsolePart[], deadLetters: DeadLetterWatch) =>
        new StoreFollower(lease, [...parts, deadLetters]),
    },
    {
      provide: CONSOLE_PARTS,
      inject: [
        ClockWatch,
        StoredObservations,
        LeaseKeeper,
        Leader,
        StoreFollower,
        StoreWatch,
        DeadLetterWatch,
      ],
      useFactory: consoleParts,
    },
  ],
  exports: [ChecksModule, AlertingModule, ObservationWriter, CheckSchedule, SpreadChecks, Pulse, StoreWatch],
})
export class MonitoringModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(CONSOLE_PARTS) private readonly parts: readonly ConsolePart[],
    @Inject(ObservationWriter) private readonly writer: ObservationWriter,
  ) {}

  /** Shows what was known before the start before anything is checked, whoever leads. */
  async onApplicationBootstrap(): Promise<void> {
    await startAll(this.parts);
  }

  /** Runs before the store closes, so that no result that was there is lost. */
  async beforeApplicationShutdown(): Promise<void> {
    const { fault } = await within(LONGEST_END_MS, stopAll(this.parts));
    if (fault !== undefined) logger.error(`The end waits no longer for what is under way: ${fault}`);
    const lost = await this.writer.close(fault === undefined ? undefined : 0);
    if (lost > 0) logger.error(`The store did not take ${lost} observations before the end: they are lost`);
  }
}

const logger = new Logger('Monitoring');

/** Whoever stops a console gives it five seconds, or kills it: a silent store must not use them up. */
const LONGEST_END_MS = 3_500;

function consoleParts(
  clock: ClockWatch,
  stored: StoredObservations,
  lease: LeaseKeeper,
  leader: Leader,
  follower: StoreFollower,
  storeWatch: StoreWatch,
  deadLetters: DeadLetterWatch,
): readonly ConsolePart[] {
  const leadership = { start: () => lease.start(leader), stop: () => lease.stop() };
  return [clock, stored, leadership, follower, storeWatch, deadLetters];
}

function log({ isFailing, fault }: WriterHealth): void {
  if (isFailing) logger.error(`The store fails; observations wait in memory: ${fault}`);
  else logger.log('The store works again; what waited is kept');
}

function createSpreadChecks(
  queue: WorkQueue | null | undefined,
  plan: CheckPlan,
  cycle: CheckCycle,
  board: StatusBoard,
  clock: ClockWatch,
  condition: ConsoleCondition,
): SpreadChecks {
  return new SpreadChecks(queue ?? null, plan, cycle, board, {
    clock: clock.clock,
    onTurn: (awaySince, cause) => {
      condition.reportQueue(awaySince);
      if (awaySince === null) logger.log('The queue answers: workers check again');
      else logger.error(`The queue is away, ${cause}: the console checks everything itself`);
    },
    onRival: (rival) => condition.reportRival(rival),
    onFault: (error) =>
      logger.error("A worker's result could not be taken", error instanceof Error ? error.stack : error),
  });
}

function createWorkerIncidents(
  repository: IncidentRepository,
  spread: SpreadChecks,
  ids: TimeOrderedIds,
  { clock }: ClockWatch,
  condition: ConsoleCondition,
): WorkerIncidents {
  return new WorkerIncidents(repository, spread, {
    clock,
    newId: () => ids.next(),
    onFault: (error) =>
      logger.error(
        'The incident of the queue or a location failed',
        error instanceof Error ? error.stack : error,
      ),
    onChange: (silent) => condition.reportSilentLocations(silent),
  });
}

function createSchedule(
  plan: CheckPlan,
  cycle: CheckCycle,
  { timeoutMs }: MonitoringOptions,
  clock: ClockWatch,
  connection: ConnectionWatch,
  spread: SpreadChecks,
): CheckSchedule {
  const schedule = new CheckSchedule(scheduledChecks(plan.checks, cycle, timeoutMs, spread), {
    hasPaused: () => clock.notice(),
    ask: (targets, isRequested) => spread.ask(targets, isRequested),
    onFault: ({ environment, service, target }, error) => {
      logger.error(
        `The check of ${[service, target].filter(Boolean).join('/')} in ${environment} failed`,
        error instanceof Error ? error.stack : error,
      );
    },
  });
  spread.serve(schedule);
  clock.onPause(() => {
    schedule.checkAnew();
    spread.forgive();
  });
  connection.onTurn((turn) => {
    if (turn === 'back') schedule.checkAnew();
  });
  return schedule;
}
