// By file, as in buckets.ts.
import { worstOf, type CheckStatus } from '@envscope/contracts/checks/check-status.js';
import type { Instant, Observation, ObservedResult, TargetId } from '@envscope/contracts/index.js';

/** The newest result of a target. */
export interface NewestOfTarget {
  /** Moment of its observation, epoch milliseconds. */
  readonly observedMs: number;
  readonly status: CheckStatus;
}

/** What is known of a service beside its results and its snapshot. Moments are epoch milliseconds. */
export interface ServiceFacts {
  readonly observedMs: number;
  readonly covers: Observation['covers'];
  /** Of the newest observation that covers the service; null before the first. */
  readonly wholeMs: number | null;
  /** Of the newest snapshot; null before the first. */
  readonly snapshotMs: number | null;
  /** The worst of all targets. */
  readonly status: CheckStatus;
  readonly statusSince: Instant;
}

/** What of an observation takes the place of what was known. */
export interface Replacement {
  readonly results: readonly ObservedResult[];
  /** Targets that are no longer there. */
  readonly gone: readonly TargetId[];
  readonly isSnapshotNew: boolean;
}

const NOTHING: Replacement = { results: [], gone: [], isSnapshotNew: false };

/**
 * Which result of each target of one service is the newest, and since when the worst status is what it is. Both stores
 * decide by it what an observation replaces.
 */
export class NewestOfService {
  private known: ServiceFacts | undefined;
  /** The worst status of all targets, once it was asked for. */
  private worst: CheckStatus | undefined;
  private readonly targets: Map<TargetId, NewestOfTarget>;

  constructor(known?: ServiceFacts, targets: Iterable<readonly [TargetId, NewestOfTarget]> = []) {
    this.known = known;
    this.targets = new Map(targets);
  }

  /** Undefined before the first observation. */
  get facts(): ServiceFacts | undefined {
    return this.known;
  }

  /**
   * Takes the observation. One that comes late replaces nothing that is newer: neither a target's result nor that a target
   * is gone. What is known from later than `nowMs` is from before the clock was set back: it would be shown until that
   * moment comes again.
   */
  take(observation: Observation, nowMs: number): Replacement {
    const { covers, observedAt, snapshot } = observation;
    const observedMs = Date.parse(observedAt);
    const mayReplace = (knownMs: number | null | undefined): boolean =>
      typeof knownMs !== 'number' || knownMs <= observedMs || knownMs > nowMs;
    const { known } = this;
    if (!mayReplace(known?.wholeMs)) return NOTHING;
    const isWhole = covers === 'service';
    const results = observation.results.filter(({ target }) =>
      mayReplace(this.targets.get(target)?.observedMs),
    );
    const gone = isWhole ? this.missingIn(observation, mayReplace) : [];
    if (results.length === 0 && !isWhole) return NOTHING;
    const status = this.replace(results, gone, observedMs);
    const isNewest = mayReplace(known?.observedMs);
    const isSince = known?.status === status && Date.parse(known.statusSince) <= nowMs;
    const isSnapshotNew = snapshot !== null && mayReplace(known?.snapshotMs);
    this.known = {
      observedMs: known && !isNewest ? known.observedMs : observedMs,
      covers: known && !isNewest ? known.covers : covers,
      wholeMs: isWhole ? observedMs : (known?.wholeMs ?? null),
      snapshotMs: isSnapshotNew ? observedMs : (known?.snapshotMs ?? null),
      status,
      statusSince: isSince ? known.statusSince : observedAt,
    };
    return { results, gone, isSnapshotNew };
  }

  private missingIn({ results }: Observation, mayReplace: (knownMs: number) => boolean): TargetId[] {
    const present = new Set(results.map(({ target }) => target));
    return [...this.targets].flatMap(([target, { observedMs }]) =>
      present.has(target) || !mayReplace(observedMs) ? [] : [target],
    );
  }

  /** Answers the worst status by then, for which it goes through all targets only where a status has changed. */
  private replace(
    results: readonly ObservedResult[],
    gone: readonly TargetId[],
    observedMs: number,
  ): CheckStatus {
    for (const target of gone) this.targets.delete(target);
    let hasChanged = gone.length > 0;
    for (const { target, status } of results) {
      hasChanged ||= this.targets.get(target)?.status !== status;
      this.targets.set(target, { observedMs, status });
    }
    if (hasChanged || this.worst === undefined)
      this.worst = worstOf(new Set([...this.targets.values()].map(({ status }) => status)));
    return this.worst;
  }
}
