/** Counters as one check read them. `source` changes when they start anew (a restart, another host). */
export interface CounterSample {
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** What the steady clock showed; as `atMs` where only the distance of samples matters. */
  readonly steadyMs: number;
  readonly source: string;
  readonly counters: Readonly<Record<string, number>>;
}

/**
 * What happened between two samples of counters that only grow, per second. Null where that is unknown: the first
 * sample, another source, no time between them, a counter that fell (a restart), or clocks that went apart: nobody knows
 * then how much time there was.
 */
export function ratesBetween(
  before: CounterSample | undefined,
  after: CounterSample,
): Readonly<Record<string, number>> | null {
  const deltas = deltasBetween(before, after);
  if (!deltas || !before) return null;
  const seconds = (after.steadyMs - before.steadyMs) / 1_000;
  return Object.fromEntries(Object.entries(deltas).map(([name, delta]) => [name, delta / seconds]));
}

/** The growth of each counter between two samples; null as for `ratesBetween`. */
export function deltasBetween(
  before: CounterSample | undefined,
  after: CounterSample,
): Readonly<Record<string, number>> | null {
  if (!before || before.source !== after.source || !isTimeKnown(before, after)) return null;
  const deltas: Record<string, number> = {};
  for (const [name, value] of Object.entries(after.counters)) {
    const delta = value - (before.counters[name] ?? 0);
    if (delta < 0) return null;
    deltas[name] = delta;
  }
  return deltas;
}

/** Clocks may go apart by this, or by one part in twenty of a longer time, before a clock was set or the machine slept. */
const LEAST_APART_MS = 1_000;

function isTimeKnown(before: CounterSample, after: CounterSample): boolean {
  const steadyMs = after.steadyMs - before.steadyMs;
  const apartMs = Math.abs(after.atMs - before.atMs - steadyMs);
  return steadyMs > 0 && apartMs <= Math.max(LEAST_APART_MS, steadyMs / 20);
}
