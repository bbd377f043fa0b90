/** So many of the newest checks tell how late the schedule is. */
const KEPT = 1_000;

/** How late checks started, milliseconds. */
export interface LatenessFigures {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maximumMs: number;
}

/** Remembers how late the newest checks started. */
export class Lateness {
  private readonly ring = new Float64Array(KEPT);
  private count = 0;

  note(lateMs: number): void {
    this.ring[this.count % KEPT] = lateMs;
    this.count += 1;
  }

  /** Null before the first check. */
  get figures(): LatenessFigures | null {
    if (this.count === 0) return null;
    const sorted = this.ring.slice(0, Math.min(this.count, KEPT)).sort();
    const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    return { medianMs: at(0.5), p99Ms: at(0.99), maximumMs: at(1) };
  }
}
