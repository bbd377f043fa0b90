const MINUTE_MS = 60_000;

/** When a target's checks become a verdict. */
export interface VerdictPolicy {
  /** Bad checks in a row after which a target is not healthy. */
  readonly failureThreshold: number;
  /** Good checks in a row after which it is again; absences in a row after which it is gone. */
  readonly successThreshold: number;
  /** Checks in a row that could not tell, after which a healthy target is `unknown`. */
  readonly unknownThreshold: number;
  readonly intervalMs: number;
  readonly staleAfterIntervals: number;
  /** A target that turned between healthy and not more often than this within the window is flapping … */
  readonly flapChanges: number;
  readonly flapWindowMs: number;
  /** … until it has not turned for this long. */
  readonly settleMs: number;
}

/** What settings may say. */
export interface PolicyOptions {
  readonly failureThreshold?: number | undefined;
  readonly successThreshold?: number | undefined;
}

/**
 * The policy for targets that are checked every `intervalMs`. One failure is enough where checks are a minute apart or
 * more: waiting for a second one would tell too late.
 */
export function policyFor(intervalMs: number, options: PolicyOptions = {}): VerdictPolicy {
  return {
    failureThreshold: options.failureThreshold ?? (intervalMs >= MINUTE_MS ? 1 : 2),
    successThreshold: options.successThreshold ?? 2,
    unknownThreshold: 5,
    intervalMs,
    staleAfterIntervals: 3,
    flapChanges: 4,
    flapWindowMs: Math.max(30 * MINUTE_MS, 20 * intervalMs),
    settleMs: Math.max(10 * MINUTE_MS, 10 * intervalMs),
  };
}
