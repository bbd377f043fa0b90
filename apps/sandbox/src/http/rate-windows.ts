/** What a window says of one call. */
export interface Admission {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** Calls left in this window after this one. */
  readonly remaining: number;
  readonly resetsInMs: number;
}

interface Window {
  readonly endsAtMs: number;
  readonly used: number;
}

/** Fixed windows, one per key: the first call opens a window, which admits `limit` calls until it ends. */
export class RateWindows {
  private readonly windows = new Map<string, Window>();
  private readonly windowMs: number;
  limit: number;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  /** Counts one call of this key and says whether it is admitted; a call that is refused counts for nothing. */
  admit(key: string, atMs: number): Admission {
    const last = this.windows.get(key);
    const window = last && last.endsAtMs > atMs ? last : { endsAtMs: atMs + this.windowMs, used: 0 };
    const isAllowed = window.used < this.limit;
    const used = isAllowed ? window.used + 1 : window.used;
    this.windows.set(key, { ...window, used });
    return {
      isAllowed,
      limit: this.limit,
      remaining: Math.max(0, this.limit - used),
      resetsInMs: window.endsAtMs - atMs,
    };
  }

  /** Closes every window. */
  reset(): void {
    this.windows.clear();
  }
}
