/** Counters as one look read them. `source` changes when they start anew (a restart, another host). */
export interface CounterSample {
  readonly atMs: number;
  readonly source: string;
  readonly counters: Readonly<Record<string, number>>;
}

/**
 * What happened between two samples of counters that only grow, per second. Null where that cannot be told: the first
 * sample, another source, no time between them, or a counter that fell (a restart).
 */
export function ratesBetween(
  before: CounterSample | undefined,
  after: CounterSample,
): Readonly<Record<string, number>> | null {
  const deltas = deltasBetween(before, after);
  if (!deltas || !before) return null;
  const seconds = (after.atMs - before.atMs) / 1_000;
  return Object.fromEntries(Object.entries(deltas).map(([name, delta]) => [name, delta / seconds]));
}

/** The growth of each counter between two samples; null as for `ratesBetween`. */
export function deltasBetween(
  before: CounterSample | undefined,
  after: CounterSample,
): Readonly<Record<string, number>> | null {
  if (!before || before.source !== after.source || after.atMs <= before.atMs) return null;
  const deltas: Record<string, number> = {};
  for (const [name, value] of Object.entries(after.counters)) {
    const delta = value - (before.counters[name] ?? 0);
    if (delta < 0) return null;
    deltas[name] = delta;
  }
  return deltas;
}
