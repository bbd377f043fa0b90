const MINUTE_MS = 60_000;

/** What came and went has settled once it has not turned for this long. */
export const SETTLED_AFTER_MS = 10 * MINUTE_MS;

/** The thresholds by which checks become the state of a target. */
export interface StatePolicy {
  /** Bad checks in a row after which a target is not healthy. */
  readonly failureThreshold: number;
  /** Good checks in a row after which it is again; absences in a row after which it is gone. */
  readonly successThreshold: number;
  /** Unknown checks in a row after which a healthy target is `unknown`. */
  readonly unknownThreshold: number;
  /** Silence for longer than this makes a target `unknown`. */
  readonly staleAfterMs: number;
  /** A target that turned between healthy and not more often than this within the window is flapping … */
  readonly flapChanges: number;
  readonly flapWindowMs: number;
  /** … until it has not turned for this long. */
  readonly settleMs: number;
}

/** How often a target is checked, and when its checks become its state, as far as settings say so. */
export interface CheckTerms {
  readonly intervalMs: number;
  /** Deadline of one check. */
  readonly timeoutMs: number;
  readonly failureThreshold?: number | undefined;
  readonly successThreshold?: number | undefined;
}

/** What lies further apart is not one stretch of time: nobody knows what was in between. */
const LONGEST_GAP_INTERVALS = 3;

/** How far apart results come at the most, unless something is wrong: a check may take up to its deadline. */
export function paceOf({ intervalMs, timeoutMs }: Pick<CheckTerms, 'intervalMs' | 'timeoutMs'>): number {
  return Math.max(intervalMs, timeoutMs);
}

/**
 * The longest silence between results that come every `paceMs`, milliseconds. After it what is known is stale, and samples
 * further apart are not in a row.
 */
export function staleAfterMs(paceMs: number): number {
  return LONGEST_GAP_INTERVALS * paceMs;
}

/**
 * The policy for a target. One failure is enough where checks are a minute apart or more: waiting for a second one would
 * notify too late.
 */
export function policyFor(terms: CheckTerms): StatePolicy {
  const { intervalMs, failureThreshold, successThreshold } = terms;
  return {
    failureThreshold: failureThreshold ?? (intervalMs >= MINUTE_MS ? 1 : 2),
    successThreshold: successThreshold ?? 2,
    unknownThreshold: 5,
    staleAfterMs: staleAfterMs(paceOf(terms)),
    flapChanges: 4,
    flapWindowMs: Math.max(30 * MINUTE_MS, 20 * intervalMs),
    settleMs: Math.max(SETTLED_AFTER_MS, 10 * intervalMs),
  };
}
