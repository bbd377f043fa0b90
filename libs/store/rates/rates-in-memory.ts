import { afterAttempt, type Attempt } from './attempts.js';
import { RateStore, type Hit } from './rate-store.js';
import type { RateWindow } from './rate-window.js';

/** So many keys are remembered at the most: whoever has many addresses must not fill the memory. */
const MOST_KEYS = 20_000;

/** Counts what is limited for this process alone. */
export class RatesInMemory extends RateStore {
  private readonly windows = new Map<string, RateWindow>();

  countHit(hit: Hit): Promise<RateWindow> {
    return Promise.resolve(this.count(hit));
  }

  /** The same at once. */
  count({ key, nowMs, windowMs }: Hit): RateWindow {
    const present = this.windows.get(key);
    if (present && present.endsAtMs > nowMs) {
      const window = { ...present, count: present.count + 1 };
      this.windows.set(key, window);
      return window;
    }
    const window = { count: 1, endsAtMs: nowMs + windowMs };
    this.begin(key, window, nowMs);
    return window;
  }

  admitAttempt(attempt: Attempt): Promise<number> {
    const { key, nowMs } = attempt;
    const { waitMs, counted } = afterAttempt(this.windows.get(key) ?? null, attempt);
    if (counted) this.begin(key, counted, nowMs);
    return Promise.resolve(waitMs);
  }

  takeBackAttempt(key: string): Promise<void> {
    const window = this.windows.get(key);
    if (window && window.count > 1) this.windows.set(key, { ...window, count: window.count - 1 });
    else this.windows.delete(key);
    return Promise.resolve();
  }

  forgetAttempts(key: string): Promise<void> {
    this.windows.delete(key);
    return Promise.resolve();
  }

  private begin(key: string, window: RateWindow, nowMs: number): void {
    // The oldest stand first.
    this.windows.delete(key);
    for (const [other, { endsAtMs }] of this.windows) {
      if (endsAtMs > nowMs && this.windows.size < MOST_KEYS) break;
      this.windows.delete(other);
    }
    this.windows.set(key, window);
  }
}
