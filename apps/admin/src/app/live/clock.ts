import { effect, inject, Injectable, signal } from '@angular/core';
import { Visibility } from './visibility';

const TICK_MS = 1_000;
/** Less is the way of an answer, and its whole seconds. */
const LEAST_APART_MS = 5_000;

/** The server's time, renewed each second while the tab is seen: ages refer to times that the server wrote down. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly visibility = inject(Visibility);
  private readonly time = signal(Date.now());
  /** How far the server's clock is ahead of this machine's. */
  private aheadMs = 0;

  readonly nowMs = this.time.asReadonly();

  constructor() {
    effect((onCleanup) => {
      if (!this.visibility.isVisible()) return;
      this.tick();
      const timer = setInterval(() => this.tick(), TICK_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Learns the server's time from the `Date` of an answer that has just come. */
  learn(date: string | null): void {
    const aheadMs = Date.parse(date ?? '') - Date.now();
    if (Number.isNaN(aheadMs)) return;
    const before = this.aheadMs;
    this.aheadMs = Math.abs(aheadMs) < LEAST_APART_MS ? 0 : aheadMs;
    if (Math.abs(this.aheadMs - before) >= LEAST_APART_MS) this.tick();
  }

  /** The time at this moment, for what must not be done anew each second. */
  read(): number {
    return Date.now() + this.aheadMs;
  }

  /** How long ago a moment was: whole seconds, and whole minutes after the first, so that it seldom changes. */
  steadyAgeMs(instant: string): number {
    const ageMs = Math.max(1_000, this.nowMs() - Date.parse(instant));
    return ageMs - (ageMs % (ageMs < 60_000 ? 1_000 : 60_000));
  }

  private tick(): void {
    this.time.set(this.read());
  }
}
