/** The two clocks of a process. */
export interface Clock {
  /** Epoch milliseconds: a moment for people, the store and vendors. It may be set at any time, so no wait goes by it. */
  readonly now: () => number;
  /**
   * Milliseconds since some moment, which only grow: waits and ages go by it. It runs on while the process is stopped, and on
   * Linux it stands still while the machine sleeps.
   */
  readonly steady: () => number;
}

/** The clocks of this process. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now(), steady: () => performance.now() };

/** The moment, as things stand, at which the steady clock will show this; epoch milliseconds. */
export function momentOf(clock: Clock, steadyMs: number): number {
  return Math.round(clock.now() + steadyMs - clock.steady());
}

/**
 * A timer for a time limit. Where the process was stopped it rings late, and before what came meanwhile was read: that is
 * heard first.
 */
export function limitTimer(ms: number, onOver: () => void): NodeJS.Timeout {
  return setTimeout(() => setImmediate(onOver), ms);
}
