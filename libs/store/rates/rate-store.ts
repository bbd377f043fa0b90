/** One more of what is limited. */
export interface Hit {
  /** Who did what: both together have a limit. */
  readonly key: string;
  readonly nowMs: number;
  /** How long a window is that begins with it. */
  readonly windowMs: number;
}

/** How many hits a window has by now, and when it ends. */
export interface RateWindow {
  readonly count: number;
  readonly endsAtMs: number;
}

/** Counts what is limited, together for all consoles that share the store. Every method rejects with `StoreFault` alone. */
export abstract class RateStore {
  /** Counts a hit in the window that runs for its key, or begins one. Of two at once both are counted. */
  abstract countHit(hit: Hit): Promise<RateWindow>;
}
