import type { Attempt } from './attempts.js';
import type { RateWindow } from './rate-window.js';

/** One more of what is limited. */
export interface Hit {
  /** Who did what: both together have a limit. */
  readonly key: string;
  readonly nowMs: number;
  /** How long a window is that begins with it. */
  readonly windowMs: number;
}

/**
 * Counts what is limited, together for all consoles that share the store. Of two at once both are counted. Every method rejects
 * with `StoreFault` alone.
 */
export abstract class RateStore {
  /** Counts a hit in the window that runs for its key, or begins one. */
  abstract countHit(hit: Hit): Promise<RateWindow>;

  /** Counts an attempt as failed and answers 0; or, where it comes too early, counts nothing and answers how many ms it has to wait. */
  abstract admitAttempt(attempt: Attempt): Promise<number>;

  /** Takes one attempt back, which was no failure. */
  abstract takeBackAttempt(key: string): Promise<void>;

  /** Forgets what failed under the key. */
  abstract forgetAttempts(key: string): Promise<void>;
}
