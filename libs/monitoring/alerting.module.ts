import { CONSOLE_SCOPE } from '@envscope/contracts/index.js';
import { Logger, Module } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { CHANNELS, type Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { LeaseStore } from '@envscope/store/lease-store.js';
import { MuteStore } from '@envscope/store/mute-store.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { RuleStore } from '@envscope/store/rule-store.js';
import { randomUUID } from 'node:crypto';
import { ChecksModule } from './checks/checks.module.js';
import { StatusBoard } from './checks/status-board.js';
import { ClockWatch } from './clock/clock-watch.js';
import { Freshness } from './clock/freshness.js';
import { ConnectionWatch } from './connection/connection-watch.js';
import { ConsoleIncidents } from './connection/console-incidents.js';
import { DeadLetterWatch } from './deliveries/dead-letter-watch.js';
import { ConsoleCondition } from './feed/console-condition.js';
import { LiveFeed } from './feed/live-feed.js';
import { StoreHealth } from './store-health/store-health.js';
import { Composer } from './messages/composer.js';
import { Dispatcher } from './deliveries/dispatcher.js';
import { IncidentRepository } from './repository/incident-repository.js';
import { AlertReader } from './repository/alert-reader.js';
import { IncidentActions } from './repository/incident-actions.js';
import { IncidentEvaluator } from './evaluator/incident-evaluator.js';
import { MuteRepository } from './mutes/mute-repository.js';
import { inForceOf } from './evaluator/abandoned-members.js';
import { TargetWatch } from './evaluator/target-watch.js';
import { TimeOrderedIds } from './repository/time-ordered-ids.js';
import { routedDeliveries } from './repository/new-deliveries.js';
import type { Fence } from './leadership/fence.js';
import { LeaseKeeper } from './leadership/lease-keeper.js';
import { CheckPlan } from './schedule/check-plan.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from './monitoring-options.js';
import { reasonsLeftToRules } from './rules/built-in-rules.js';
import { RulePreviews } from './rules/rule-previews.js';
import { RuleRepository } from './rules/rule-repository.js';
import { RuleWatch } from './rules/rule-watch.js';

/** Names this run of the console in leases and claims. */
export const OWNER = Symbol('OWNER');

/** From states to notifications that a channel has acknowledged, wired. */
@Module({
  imports: [ChecksModule],
  providers: [
    { provide: OWNER, useFactory: () => randomUUID() },
    { provide: TimeOrderedIds, useFactory: () => new TimeOrderedIds() },
    {
      provide: RuleRepository,
      inject: [RuleStore, SERVICE_MANIFESTS],
      useFactory: (store: RuleStore, manifests: ServiceManifests) => new RuleRepository(store, manifests),
    },
    {
      provide: RulePreviews,
      inject: [ENVIRONMENTS, SERVICE_MANIFESTS, CheckPlan, StatusBoard, ObservationStore, ClockWatch],
      useFactory: createPreviews,
    },
    {
      provide: RuleWatch,
      inject: [RuleRepository, ObservationStore, ClockWatch],
      useFactory: (rules: RuleRepository, store: ObservationStore, { clock }: ClockWatch) =>
        new RuleWatch(rules, store, clock),
    },
    {
      provide: MuteRepository,
      inject: [MuteStore],
      useFactory: (store: MuteStore) => new MuteRepository(store, Date.now),
    },
    {
      provide: LeaseKeeper,
      inject: [LeaseStore, OWNER],
      useFactory: (store: LeaseStore, owner: string) => new LeaseKeeper(store, { owner }),
    },
    {
      provide: IncidentRepository,
      inject: [IncidentStore, CHANNELS, TimeOrderedIds, LiveFeed, OWNER, LeaseKeeper, StoreHealth],
      useFactory: createRepository,
    },
    {
      provide: AlertReader,
      inject: [IncidentStore, IncidentRepository],
      useFactory: (store: IncidentStore, repository: IncidentRepository) =>
        new AlertReader(store, repository),
    },
    {
      provide: DeadLetterWatch,
      inject: [AlertReader, LiveFeed, ConsoleCondition],
      useFactory: (alerts: AlertReader, feed: LiveFeed, condition: ConsoleCondition) =>
        new DeadLetterWatch(alerts, feed, condition),
    },
    {
      provide: IncidentActions,
      inject: [IncidentRepository],
      useFactory: (repository: IncidentRepository) => new IncidentActions(repository),
    },
    {
      provide: TargetWatch,
      inject: [CheckPlan, Freshness, SERVICE_MANIFESTS],
      useFactory: ({ termsOf }: CheckPlan, freshness: Freshness, manifests: ServiceManifests) =>
        new TargetWatch({ termsOf, freshness, leftToRules: reasonsLeftToRules(manifests) }),
    },
    {
      provide: IncidentEvaluator,
      inject: [
        IncidentRepository,
        TargetWatch,
        RuleWatch,
        RuleRepository,
        MuteRepository,
        TimeOrderedIds,
        StatusBoard,
        CheckPlan,
        MONITORING_OPTIONS,
        ClockWatch,
        SERVICE_MANIFESTS,
      ],
      useFactory: createEvaluator,
    },
    {
      provide: ConsoleIncidents,
      inject: [IncidentRepository, ConnectionWatch, TimeOrderedIds, ClockWatch, ConsoleCondition],
      useFactory: createConsoleIncidents,
    },
    {
      provide: Composer,
      inject: [ENVIRONMENTS, MONITORING_OPTIONS],
      useFactory: (environments: readonly AnyEnvironment[], { publicUrl }: MonitoringOptions) =>
        new Composer(environments, publicUrl),
    },
    {
      provide: Dispatcher,
      inject: [IncidentRepository, CHANNELS, Composer, LiveFeed, OWNER, ClockWatch],
      useFactory: createDispatcher,
    },
  ],
  exports: [
    DeadLetterWatch,
    OWNER,
    TimeOrderedIds,
    LeaseKeeper,
    RuleRepository,
    RulePreviews,
    MuteRepository,
    IncidentRepository,
    AlertReader,
    IncidentActions,
    IncidentEvaluator,
    ConsoleIncidents,
    Dispatcher,
  ],
})
export class AlertingModule {}

const logger = new Logger('Alerting');

function createPreviews(
  environments: readonly AnyEnvironment[],
  manifests: ServiceManifests,
  plan: CheckPlan,
  board: StatusBoard,
  store: ObservationStore,
  { clock }: ClockWatch,
): RulePreviews {
  const ids = environments.map(({ id }) => id);
  return new RulePreviews({ environments: ids, manifests, plan, board }, store, clock);
}

function createRepository(
  store: IncidentStore,
  channels: readonly Channel[],
  ids: TimeOrderedIds,
  feed: LiveFeed,
  owner: string,
  fence: Fence,
  health: StoreHealth,
): IncidentRepository {
  return new IncidentRepository(store, {
    owner,
    fence,
    addDeliveries: routedDeliveries(channels, () => ids.next()),
    onChange: (topic, { environment, id }) =>
      feed.publish('alert', {
        topic,
        environment: environment === CONSOLE_SCOPE ? null : environment,
        incidentId: id,
      }),
    onImpaired: (fault) => {
      health.report('alerts', fault === null ? null : 'failing');
      if (fault === null) logger.log('The store works again; the alerts of the meantime are kept');
      else logger.error(`The store fails; alerts go on from memory: ${fault}`);
    },
    onLost: (count) => logger.error(`The store did not take ${count} changed incidents: they are lost`),
  });
}

function createEvaluator(
  repository: IncidentRepository,
  watch: TargetWatch,
  ruleWatch: RuleWatch,
  rules: RuleRepository,
  mutes: MuteRepository,
  ids: TimeOrderedIds,
  board: StatusBoard,
  { termsOf }: CheckPlan,
  options: MonitoringOptions,
  clock: ClockWatch,
  manifests: ServiceManifests,
): IncidentEvaluator {
  const evaluator = new IncidentEvaluator(repository, watch, ruleWatch, mutes, {
    ...options,
    termsOf,
    manifests,
    lastSeen: () => board.observations(),
    inForce: inForceOf(termsOf, rules),
    newId: () => ids.next(),
    clock,
    onFault: (error) =>
      logger.error('The evaluation of time failed', error instanceof Error ? error.stack : error),
  });
  clock.onPause((pause) => evaluator.heedPause(pause));
  return evaluator;
}

function createConsoleIncidents(
  repository: IncidentRepository,
  watch: ConnectionWatch,
  ids: TimeOrderedIds,
  clock: ClockWatch,
  condition: ConsoleCondition,
): ConsoleIncidents {
  return new ConsoleIncidents(repository, watch, {
    clock,
    newId: () => ids.next(),
    onFault: (error) =>
      logger.error('The incident of the console failed', error instanceof Error ? error.stack : error),
    onChange: (outage) => condition.reportOutage(outage),
  });
}

function createDispatcher(
  repository: IncidentRepository,
  channels: readonly Channel[],
  composer: Composer,
  feed: LiveFeed,
  owner: string,
  { clock, elapsedSince }: ClockWatch,
): Dispatcher {
  const dispatcher = new Dispatcher(repository, channels, composer, {
    owner,
    clock,
    elapsedSince,
    onChange: (topic, environment) => feed.publish('alert', { topic, environment, incidentId: null }),
    log: logger,
  });
  repository.onQueued(() => dispatcher.wake());
  return dispatcher;
}
