import type { SeriesPoint } from '@envscope/contracts/index.js';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Samples of times that come again, since the clock was set back: there the store holds those of before as well, which are
 * no evidence of now.
 */
export class RepeatedTime {
  /** The times that come again, epoch milliseconds; none while the clock was not set back. */
  private span: Span | null = null;
  private readonly samples = new Map<string, SeriesPoint[]>();

  /** The clock shows `nowMs`, and showed `beforeMs` already. */
  begin(nowMs: number, beforeMs: number): void {
    this.samples.clear();
    this.span = { fromMs: nowMs, toMs: Math.max(beforeMs, this.span?.toMs ?? 0) };
  }

  /** Keeps what was measured, where the store alone would not do. */
  note(key: string, value: number, atMs: number): void {
    if (!this.span) return;
    const point = { count: 1, mean: value, min: value, max: value, worst: 'up' as const };
    const known = this.samples.get(key) ?? [];
    this.samples.set(key, [...known, { at: new Date(atMs).toISOString(), ...point }]);
  }

  /** The samples of a window, oldest first; null where no part of it came twice, so that the store knows them. */
  samplesIn(key: string, window: Span): SeriesPoint[] | null {
    const { span } = this;
    if (!span || window.fromMs > span.toMs) return null;
    const kept = (this.samples.get(key) ?? []).filter(({ at }) => Date.parse(at) >= window.fromMs);
    this.samples.set(key, kept);
    return kept;
  }
}
