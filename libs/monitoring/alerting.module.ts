import { Logger, Module } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { CHANNELS, type Channel } from '@envscope/integrations/kernel/channel.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { LeaseStore } from '@envscope/store/lease-store.js';
import { MuteStore } from '@envscope/store/mute-store.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { RuleStore } from '@envscope/store/rule-store.js';
import { randomUUID } from 'node:crypto';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { ClockWatch } from './clock/clock-watch.js';
import { Freshness } from './clock/freshness.js';
import { LiveFeed } from './feed/live-feed.js';
import { LiveFeedModule } from './feed/live-feed.module.js';
import { paceOf } from './evaluate/policy.js';
import { StoreHealth } from './store-health/store-health.js';
import { Composer } from './messages/composer.js';
import { Dispatcher } from './deliveries/dispatcher.js';
import { channelsFor } from './deliveries/routing.js';
import { IncidentRepository } from './repository/incident-repository.js';
import { AlertReader } from './repository/alert-reader.js';
import { IncidentActions } from './repository/incident-actions.js';
import { IncidentEvaluator } from './evaluator/incident-evaluator.js';
import { MuteRepository } from './mutes/mute-repository.js';
import { TargetWatch } from './evaluator/target-watch.js';
import { TimeOrderedIds } from './repository/time-ordered-ids.js';
import { deliveriesFor } from './repository/new-deliveries.js';
import type { Fence } from './leadership/fence.js';
import { LeaseKeeper } from './leadership/lease-keeper.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from './monitoring-options.js';
import { reasonsLeftToRules } from './rules/built-in-rules.js';
import { RuleRepository } from './rules/rule-repository.js';
import { RuleWatch } from './rules/rule-watch.js';

/** Names this run of the console in leases and claims. */
export const OWNER = Symbol('OWNER');

/** From verdicts to messages that a channel has acknowledged, wired. */
@Module({
  imports: [LiveFeedModule],
  providers: [
    { provide: OWNER, useFactory: () => randomUUID() },
    { provide: ClockWatch, useFactory: () => new ClockWatch(SYSTEM_CLOCK) },
    {
      provide: Freshness,
      inject: [ENVIRONMENTS, MONITORING_OPTIONS, ClockWatch],
      useFactory: createFreshness,
    },
    { provide: TimeOrderedIds, useFactory: () => new TimeOrderedIds() },
    {
      provide: RuleRepository,
      inject: [RuleStore, SERVICE_MANIFESTS],
      useFactory: (store: RuleStore, manifests: ServiceManifests) => new RuleRepository(store, manifests),
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
      useFactory: createBook,
    },
    {
      provide: AlertReader,
      inject: [IncidentStore, IncidentRepository],
      useFactory: (store: IncidentStore, book: IncidentRepository) => new AlertReader(store, book),
    },
    {
      provide: IncidentActions,
      inject: [IncidentRepository],
      useFactory: (book: IncidentRepository) => new IncidentActions(book),
    },
    {
      provide: TargetWatch,
      inject: [ENVIRONMENTS, MONITORING_OPTIONS, Freshness, SERVICE_MANIFESTS],
      useFactory: (
        environments: readonly AnyEnvironment[],
        options: MonitoringOptions,
        freshness: Freshness,
        manifests: ServiceManifests,
      ) =>
        new TargetWatch({
          ...options,
          freshness,
          intervalOf: intervalsOf(environments),
          leftToRules: reasonsLeftToRules(manifests),
        }),
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
        ENVIRONMENTS,
        MONITORING_OPTIONS,
        ClockWatch,
        SERVICE_MANIFESTS,
      ],
      useFactory: createJudge,
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
    ClockWatch,
    Freshness,
    OWNER,
    LeaseKeeper,
    RuleRepository,
    MuteRepository,
    IncidentRepository,
    AlertReader,
    IncidentActions,
    IncidentEvaluator,
    Dispatcher,
  ],
})
export class AlertingModule {}

const logger = new Logger('Alerting');

function createFreshness(
  environments: readonly AnyEnvironment[],
  { timeoutMs }: MonitoringOptions,
  { clock }: ClockWatch,
): Freshness {
  const intervalOf = intervalsOf(environments);
  return new Freshness((environment, service) => {
    const intervalMs = intervalOf(environment, service);
    return intervalMs === null ? null : paceOf(intervalMs, timeoutMs);
  }, clock.steady);
}

function createBook(
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
    want: (outcome) => {
      const routed = channelsFor(channels, outcome.incident).map(({ id }) => id);
      return deliveriesFor(outcome, routed, Date.now(), () => ids.next());
    },
    onChange: (topic, { environment, id }) => feed.publish('alert', { topic, environment, incidentId: id }),
    onImpaired: (fault) => {
      health.report('alerts', fault === null ? null : 'failing');
      if (fault === null) logger.log('The store works again; the alerts of the meantime are kept');
      else logger.error(`The store fails; alerts go on from memory: ${fault}`);
    },
  });
}

function createJudge(
  book: IncidentRepository,
  watch: TargetWatch,
  rules: RuleWatch,
  ruleBook: RuleRepository,
  mutes: MuteRepository,
  ids: TimeOrderedIds,
  environments: readonly AnyEnvironment[],
  options: MonitoringOptions,
  clock: ClockWatch,
  manifests: ServiceManifests,
): IncidentEvaluator {
  const intervalOf = intervalsOf(environments);
  return new IncidentEvaluator(book, watch, rules, mutes, {
    ...options,
    intervalOf,
    manifests,
    inForce: {
      isWatched: (environment, service) => intervalOf(environment, service) !== null,
      isRule: (id, environment, service) => ruleBook.for(environment, service).some((rule) => rule.id === id),
    },
    newId: () => ids.next(),
    clock,
    onFault: (error) =>
      logger.error('Time could not be judged', error instanceof Error ? error.stack : error),
  });
}

function createDispatcher(
  book: IncidentRepository,
  channels: readonly Channel[],
  composer: Composer,
  feed: LiveFeed,
  owner: string,
  { clock, elapsedSince }: ClockWatch,
): Dispatcher {
  const dispatcher = new Dispatcher(book, channels, composer, {
    owner,
    clock,
    elapsedSince,
    onChange: (topic, environment) => feed.publish('alert', { topic, environment, incidentId: null }),
    log: logger,
  });
  book.onWanted(() => dispatcher.wake());
  return dispatcher;
}

/** How often a service is looked at; null where it is looked at once. */
export function intervalsOf(environments: readonly AnyEnvironment[]): TargetIntervals {
  return (id, service) => {
    const section = environments.find((environment) => environment.id === id)?.sections[service];
    return section?.state === 'configured' ? section.intervalMs : null;
  };
}

type TargetIntervals = ConstructorParameters<typeof TargetWatch>[0]['intervalOf'];
