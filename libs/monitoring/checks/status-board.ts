import {
  byUrgency,
  worstOf,
  type CheckStatus,
  type EnvironmentId,
  type Instant,
  type Observation,
  type ServiceKind,
  type Snapshot,
} from '@envscope/contracts/index.js';
import type { Freshness } from '../clock/freshness.js';
import type { LatestObservation } from '@envscope/store/observation-store.js';

/** What the console knows of one service in one environment at this moment. */
export interface ServiceStanding {
  readonly observation: Observation;
  /** The newest snapshot: the observation's own, or the one before it where the check run brought none. */
  readonly snapshot: Snapshot | null;
  /** The worst status of the results. */
  readonly status: CheckStatus;
  /** Since when the status is what it is. */
  readonly since: Instant;
}

/** Holds the newest standing of every service in memory, so that no page waits for the store. */
export class StatusBoard {
  private readonly standings = new Map<EnvironmentId, Map<ServiceKind, ServiceStanding>>();

  constructor(
    private readonly freshness: Pick<Freshness, 'noteObservation'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Puts back what an earlier run of the console knew, or shows what another console saw just now. */
  restore(latest: readonly LatestObservation[]): void {
    for (const { observation, statusSince } of latest) {
      const { environment, service, observedAt } = observation;
      // While this run listens, news are as old as they came: the other console's clock may be another one.
      const agoMs = this.of(environment, service) ? 0 : this.now() - Date.parse(observedAt);
      this.put(observation, () => statusSince);
      this.freshness.noteObservation(environment, service, agoMs);
    }
  }

  /** Shows a new observation. Check runs never overlap: what comes later is newer, even where the clock was set back. */
  show(observation: Observation): ServiceStanding {
    this.freshness.noteObservation(observation.environment, observation.service);
    return this.put(observation, (before, status) =>
      // Where the clock was set back the status may be as it is from later than now.
      before?.status === status && before.since <= observation.observedAt
        ? before.since
        : observation.observedAt,
    );
  }

  of(environment: EnvironmentId, service: ServiceKind): ServiceStanding | undefined {
    return this.standings.get(environment)?.get(service);
  }

  /** The newest observation of each service. */
  observations(): readonly Observation[] {
    return [...this.standings.values()].flatMap((services) =>
      [...services.values()].map(({ observation }) => observation),
    );
  }

  private put(
    observation: Observation,
    since: (before: ServiceStanding | undefined, status: CheckStatus) => Instant,
  ): ServiceStanding {
    const { environment, service } = observation;
    const services = this.standings.get(environment) ?? new Map<ServiceKind, ServiceStanding>();
    const before = services.get(service);
    const status = worstOf(observation.results.map((result) => result.status));
    const standing: ServiceStanding = {
      observation: {
        ...observation,
        results: [...observation.results].sort((a, b) => byUrgency(a.status, b.status)),
      },
      snapshot: observation.snapshot ?? before?.snapshot ?? null,
      status,
      since: since(before, status),
    };
    services.set(service, standing);
    this.standings.set(environment, services);
    return standing;
  }
}
