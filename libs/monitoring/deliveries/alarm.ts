/** Timers take no longer waits. */
const LONGEST_MS = 24 * 3_600_000;

/** Rings once at the earliest of the times that it was set to, or before that where it is more than a day away. */
export class Alarm {
  private timer: NodeJS.Timeout | undefined;
  private atMs = Infinity;

  constructor(
    private readonly ring: () => void,
    private readonly steady: () => number,
  ) {}

  /** What the steady clock will show; `Infinity` sets nothing. */
  set(atMs: number): void {
    if (atMs >= this.atMs) return;
    this.clear();
    this.atMs = atMs;
    const waitMs = Math.min(LONGEST_MS, Math.max(0, Math.ceil(atMs - this.steady())));
    this.timer = setTimeout(() => {
      this.clear();
      this.ring();
    }, waitMs);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.atMs = Infinity;
  }
}
