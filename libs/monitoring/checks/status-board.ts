import {
  worstOf,
  type EnvironmentId,
  type Observation,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { LatestObservation } from '@envscope/store/observation-store.js';
import type { Freshness } from '../clock/freshness.js';
import { ServiceStanding } from './service-standing.js';

export interface BoardOptions {
  /** The name of a snapshot's list in which each target's detail is an entry. */
  readonly detailListOf?: (service: ServiceKind) => string | undefined;
  /** The targets that settings name, in their order; null where one check answers for the whole service. */
  readonly targetsOf?: (environment: EnvironmentId, service: ServiceKind) => readonly TargetId[] | null;
  /** Epoch milliseconds; injected by tests. */
  readonly now?: () => number;
}

/** Holds the newest standing of every service in memory, so that no page waits for the store. */
export class StatusBoard {
  private readonly standings = new Map<EnvironmentId, Map<ServiceKind, ServiceStanding>>();

  constructor(
    private readonly freshness: Pick<Freshness, 'noteObservation'>,
    private readonly options: BoardOptions = {},
  ) {}

  /**
   * Puts back what an earlier run of the console knew, or shows what another console saw just now; of targets that settings do
   * not name any more nothing. Answers what was news.
   */
  restore(latest: readonly LatestObservation[]): Observation[] {
    const now = this.options.now ?? Date.now;
    return latest.flatMap(({ observation, statusSince }) => {
      const before = this.of(observation.environment, observation.service)?.status;
      const isKnown = before !== undefined;
      const news = this.newsIn(observation);
      if (news === undefined) return [];
      // While this run listens, news are as old as they came: the other console's clock may be another one.
      this.freshness.noteObservation(news, (at) => (isKnown ? 0 : now() - Date.parse(at)));
      const standing = this.put(news);
      if (standing.status === 'down' || standing.status === 'unknown') standing.dateSnapshot();
      // The store still counts targets that settings do not name any more: theirs may have been the worst status.
      const isOfStore = standing.status === worstOf(observation.results.map(({ status }) => status));
      if (isOfStore) standing.since = statusSince;
      else if (standing.status !== before) standing.since = news.observedAt;
      return [news];
    });
  }

  /** Shows a new observation. Checks of a target never overlap: what comes later is newer, even where the clock was set back. */
  show(observation: Observation): ServiceStanding {
    const { environment, service, observedAt } = observation;
    this.freshness.noteObservation(observation);
    const before = this.of(environment, service)?.status;
    const standing = this.put(observation);
    // Where the clock was set back the status may be as it is from later than now.
    if (standing.status !== before || standing.since > observedAt) standing.since = observedAt;
    return standing;
  }

  of(environment: EnvironmentId, service: ServiceKind): ServiceStanding | undefined {
    return this.standings.get(environment)?.get(service);
  }

  /** All that is known of each service. */
  observations(): readonly Observation[] {
    return [...this.standings.values()].flatMap((services) =>
      [...services.values()].map(({ observation }) => observation),
    );
  }

  private put(observation: Observation): ServiceStanding {
    const { environment, service } = observation;
    const services = this.standings.get(environment) ?? new Map<ServiceKind, ServiceStanding>();
    this.standings.set(environment, services);
    const standing = services.get(service) ?? this.begin(observation);
    services.set(service, standing);
    standing.take(observation);
    return standing;
  }

  private begin(observation: Observation): ServiceStanding {
    const { environment, service } = observation;
    const targets = this.options.targetsOf?.(environment, service);
    const places = new Map(targets?.map((target, place) => [target, place]));
    return new ServiceStanding(observation, {
      detailList: this.options.detailListOf?.(service),
      placeOf: targets ? (target) => places.get(target) ?? places.size : undefined,
    });
  }

  /** What the observation says that is not on the board; undefined where that is nothing. */
  private newsIn(observation: Observation): Observation | undefined {
    const { environment, service, observedAt } = observation;
    const targets = this.options.targetsOf?.(environment, service);
    const standing = this.of(environment, service);
    if (!targets) return standing?.observedAt === observedAt ? undefined : observation;
    const named = new Set(targets);
    const results = observation.results.filter(
      ({ target, checkedAt }) => named.has(target) && standing?.result(target)?.checkedAt !== checkedAt,
    );
    return results.length === 0 ? undefined : { ...observation, covers: 'targets', results };
  }
}
