import {
  partFrom,
  type EnvironmentId,
  type LocationId,
  type LocationResult,
  type Observation,
  type ObservedPart,
  type ObservedResult,
  type Quorum,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { ConsolePart } from '../console-part.js';
import { paceOf, staleAfterMs } from '../evaluate/policy.js';
import type { TermsOf } from '../schedule/check-plan.js';
import { joinResults } from './joined-result.js';
import type { LocationView } from './location-judgement.js';
import { locationsIn } from './stored-locations.js';

/** What a location reported last. */
interface Report extends Omit<LocationResult, 'standing'> {
  /** When that came in, by the steady clock; null where only an earlier run heard it, and long ago. */
  readonly heardMs: number | null;
  /** Null where an earlier run heard it. */
  readonly result: ObservedResult | null;
}

/** What is known of one target. */
interface BoardedTarget {
  /** Since when this run listens, by the steady clock. */
  sinceMs: number;
  readonly reports: Map<LocationId, Report>;
  /** Who has reported in the round that goes on. */
  readonly round: Set<LocationId>;
}

/** An observation as it goes on: what a location saw, joined with what the others last saw. */
export interface Taken {
  readonly observation: Observation;
  /** Whether thresholds count it: each location has reported since the last one that counted. */
  readonly isCounted: boolean;
}

export interface LocationBoardOptions {
  readonly locationsOf: (
    environment: EnvironmentId,
    service: ServiceKind,
    target: TargetId,
  ) => { readonly locations: readonly LocationId[]; readonly quorum: Quorum } | null;
  readonly termsOf: TermsOf;
  readonly clock: Clock;
  /** What was seen last of each service, from before the start. */
  readonly lastSeen: () => readonly Observation[];
}

/** Remembers what each location last saw of each target. */
export class LocationBoard implements ConsolePart {
  private readonly targets = new Map<string, BoardedTarget>();

  constructor(private readonly options: LocationBoardOptions) {}

  /** Begins with what was seen last, so that the first report after a restart neither opens nor ends anything alone. */
  start(): void {
    this.targets.clear();
    for (const observation of this.options.lastSeen())
      for (const result of observation.results) this.restore(observation, result);
  }

  stop(): void {
    this.targets.clear();
  }

  /** Time in which nobody listened is no silence of a location: it begins anew. */
  forgive(): void {
    const nowMs = this.options.clock.steady();
    for (const known of this.targets.values()) {
      known.sinceMs = nowMs;
      for (const [location, report] of known.reports)
        if (report.heardMs !== null) known.reports.set(location, { ...report, heardMs: nowMs });
    }
  }

  /**
   * Joins what a location saw with what the others last saw. Without a location the observation stands alone, and what
   * locations said of its targets is forgotten. Null where it says nothing new: it was taken already, or settings name no such location.
   */
  take(observation: Observation, location?: LocationId): Taken | null {
    if (location === undefined) {
      this.forget(observation);
      return { observation, isCounted: true };
    }
    const joined = observation.results.flatMap((result) => this.join(observation, result, location) ?? []);
    if (joined.length === 0) return null;
    return {
      observation: {
        ...observation,
        covers: 'targets',
        observedAt: this.nowAt,
        results: joined.map(({ result }) => result),
        parts: joined.flatMap(({ part }) => part ?? []),
      },
      isCounted: joined.some(({ isCounted }) => isCounted),
    };
  }

  private join(whose: Observation, result: ObservedResult, location: LocationId) {
    const { environment, service } = whose;
    const { target, latencyMs } = result;
    const terms = this.options.locationsOf(environment, service, target);
    if (!terms?.locations.includes(location)) return null;
    const known = this.find(environment, service, target) ?? this.begin(environment, service, target);
    if (isRepeated(known.reports.get(location), result)) return null;
    known.reports.set(location, {
      location,
      status: result.status,
      latencyMs,
      reason: result.reason,
      reportedAt: this.nowAt,
      heardMs: this.options.clock.steady(),
      result,
    });
    const views = this.viewsOf(known, terms.locations, this.limitMs(environment, service, target));
    const part: ObservedPart | null =
      latencyMs === null ? null : { target: partFrom(target, location), latencyMs, measurements: {} };
    return {
      result: joinResults(views, terms.quorum, result, this.nowAt),
      part,
      isCounted: isRoundOver(known.round, location, views),
    };
  }

  private viewsOf(
    { reports, sinceMs }: BoardedTarget,
    locations: readonly LocationId[],
    limitMs: number,
  ): LocationView[] {
    const nowMs = this.options.clock.steady();
    return locations.map((location) => {
      const { heardMs = null, ...report } = reports.get(location) ?? neverFrom(location);
      if (heardMs !== null) return { ...report, standing: nowMs - heardMs > limitMs ? 'silent' : 'fresh' };
      return { ...report, standing: nowMs - sinceMs > limitMs ? 'silent' : 'awaited' };
    });
  }

  private restore(whose: Observation, { target, detail }: ObservedResult): void {
    const { environment, service } = whose;
    const stored = locationsIn(detail);
    const terms = this.options.locationsOf(environment, service, target);
    if (!terms || stored.length === 0) return;
    const { clock } = this.options;
    const limitMs = this.limitMs(environment, service, target);
    const known = this.begin(environment, service, target);
    for (const { standing, ...report } of stored) {
      const ageMs = clock.now() - Date.parse(report.reportedAt ?? '');
      const isFresh = standing === 'fresh' && ageMs <= limitMs;
      // Nobody has listened since then: silence begins now.
      const heardMs = isFresh ? clock.steady() : null;
      known.reports.set(report.location, { ...report, heardMs, result: null });
    }
  }

  private forget({ environment, service, results }: Observation): void {
    if (this.targets.size === 0) return;
    for (const { target } of results) this.targets.delete(keyOf(environment, service, target));
  }

  private find(environment: EnvironmentId, service: ServiceKind, target: TargetId) {
    return this.targets.get(keyOf(environment, service, target));
  }

  private begin(environment: EnvironmentId, service: ServiceKind, target: TargetId): BoardedTarget {
    const begun = { sinceMs: this.options.clock.steady(), reports: new Map(), round: new Set<LocationId>() };
    this.targets.set(keyOf(environment, service, target), begun);
    return begun;
  }

  private limitMs(environment: EnvironmentId, service: ServiceKind, target: TargetId): number {
    const terms = this.options.termsOf(environment, service, target);
    return terms === null ? Infinity : staleAfterMs(paceOf(terms));
  }

  private get nowAt(): string {
    return new Date(this.options.clock.now()).toISOString();
  }
}

/**
 * Notes that a location has reported. A round is over when all have that are not silent, or when one reports again before:
 * the last results of the others then stand for them.
 */
function isRoundOver(round: Set<LocationId>, location: LocationId, views: readonly LocationView[]): boolean {
  if (round.has(location)) {
    round.clear();
    round.add(location);
    return true;
  }
  round.add(location);
  const isOver = views.every((view) => view.standing === 'silent' || round.has(view.location));
  if (isOver) round.clear();
  return isOver;
}

/** Whether it was taken already; what comes again after a restart was made before it was stored. */
function isRepeated(last: Report | undefined, { checkedAt }: ObservedResult): boolean {
  if (!last) return false;
  if (last.result) return last.result.checkedAt === checkedAt;
  return last.reportedAt !== null && Date.parse(checkedAt) <= Date.parse(last.reportedAt);
}

function neverFrom(location: LocationId): Report {
  return {
    location,
    status: null,
    latencyMs: null,
    reason: null,
    reportedAt: null,
    heardMs: null,
    result: null,
  };
}

const keyOf = (environment: EnvironmentId, service: ServiceKind, target: TargetId) =>
  `${environment}/${service}/${target}`;
