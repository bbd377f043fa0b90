import type { LocationId, Observation } from '@envscope/contracts/index.js';
import type { WorkerResult } from './messages.js';
import { keyOfSeen } from './shards.js';

interface Taken {
  readonly plannedMs: number;
  readonly checkedMs: number;
  /** When it came, by the steady clock. */
  readonly takenMs: number;
}

/** Two clocks are compared after a restart; checks of a target are a second apart at least. */
const SAME_WITHIN_MS = 500;
/** What the console saw itself stands for what was planned within this share of the interval after it … */
const OWN_SHARE = 0.25;
/** … and within this time: what is down is checked again a minute later. */
const OWN_LONGEST_MS = 10_000;

/**
 * Knows what counted already: jobs are made twice where a worker died in one, and reports come again after a restart. Of each target
 * and location only what was planned later and seen later than the last one counts. Moments are those of Redis' clock.
 */
export class ReportLedger {
  private readonly taken = new Map<string, Taken>();
  /** When the console itself checked a target last. */
  private readonly own = new Map<string, number>();

  constructor(
    /** The moment of the newest result that is known of a target; undefined where there is none. */
    private readonly storedMs: (observation: Observation) => number | undefined,
    private readonly steady: () => number,
  ) {}

  /** Whether it counts, of a target with such an interval; if so, nothing that is not later counts from now on. */
  admits(
    { plannedMs, observation, isRequested }: WorkerResult,
    location: LocationId | undefined,
    intervalMs: number,
  ): boolean {
    const target = keyOfSeen(observation);
    const key = `${target} ${location ?? ''}`;
    const checkedMs = momentOf(observation);
    const last = this.taken.get(key);
    // What is stored of several locations has the moment of the last of them: those know their own reports again.
    const storedMs = last || location !== undefined ? undefined : this.storedMs(observation);
    const isLater = last
      ? plannedMs > last.plannedMs && checkedMs > last.checkedMs
      : storedMs === undefined || checkedMs > storedMs + SAME_WITHIN_MS;
    // Two results a moment apart would be two failures in a row, where workers take over at the place that the console kept.
    const ownMs = this.own.get(target) ?? -Infinity;
    const forOneMs = isRequested ? 0 : Math.min(intervalMs * OWN_SHARE, OWN_LONGEST_MS);
    if (!isLater || checkedMs <= ownMs || plannedMs < ownMs + forOneMs) return false;
    this.taken.set(key, { plannedMs, checkedMs, takenMs: this.steady() });
    return true;
  }

  /**
   * Whether what the console saw itself counts, in a check that it began at this moment of the steady clock: unless a worker's result
   * was taken meanwhile, which is as new.
   */
  admitsOwn(
    observation: Observation,
    locations: readonly LocationId[],
    { begunMs, checkedMs }: { readonly begunMs: number; readonly checkedMs: number },
  ): boolean {
    const target = keyOfSeen(observation);
    const places = locations.length > 0 ? locations : [''];
    const isOvertaken = places.some((place) => {
      return (this.taken.get(`${target} ${place}`)?.takenMs ?? -Infinity) >= begunMs;
    });
    if (!isOvertaken) this.own.set(target, checkedMs);
    return !isOvertaken;
  }
}

function momentOf({ observedAt, results }: Observation): number {
  return Date.parse(results[0]?.checkedAt ?? observedAt);
}
