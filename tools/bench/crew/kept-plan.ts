/** Whether the results of one target are those that its plan asks for. */
export interface MeasuredTime {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
}

export interface Kept {
  /** Checks of which the whole interval lies within the measured time. */
  readonly planned: number;
  /** Results in these intervals. */
  readonly results: number;
  /** Results beyond one for each planned check. */
  readonly doubles: number;
  /** Planned checks without a result before the next one was due. */
  readonly late: number;
  /** Between two results, or after the last one, milliseconds. */
  readonly longestGapMs: number;
  /** When gaps began that were longer than an interval beyond the plan. */
  readonly gapsTooLong: readonly number[];
}

/** A console that checks by itself begins at most so much before a target's place, as a share of the interval. */
const JITTER = 0.05;

/** Compares the moments of a target's results, the oldest first, with its place in the interval, 0 to 1. */
export function keptPlan(
  results: readonly number[],
  place: number,
  { fromMs, toMs, intervalMs }: MeasuredTime,
): Kept {
  const moments = [results.findLast((atMs) => atMs < fromMs) ?? fromMs];
  moments.push(...results.filter((atMs) => atMs >= fromMs && atMs < toMs), toMs);
  const gaps = moments.slice(1).map((atMs, index) => {
    const beganMs = moments[index] ?? atMs;
    return { beganMs, ms: atMs - beganMs };
  });

  const placeMs = (place - JITTER) * intervalMs;
  const firstMs = Math.ceil((fromMs - placeMs) / intervalMs) * intervalMs + placeMs;
  const planned = Math.max(0, Math.floor((toMs - firstMs) / intervalMs));
  const counts = Array.from({ length: planned }, (_, index) => {
    const beginMs = firstMs + index * intervalMs;
    return results.filter((atMs) => atMs >= beginMs && atMs < beginMs + intervalMs).length;
  });
  return {
    planned,
    results: counts.reduce((sum, count) => sum + count, 0),
    // One that is an interval late stands beside the next one, and is none too many.
    doubles: counts.reduce(
      (sum, count, index) => sum + Math.max(0, count - (counts[index - 1] === 0 ? 2 : 1)),
      0,
    ),
    late: counts.filter((count) => count === 0).length,
    longestGapMs: Math.max(...gaps.map(({ ms }) => ms)),
    gapsTooLong: gaps.flatMap(({ beganMs, ms }) => (ms > 2 * intervalMs ? [beganMs] : [])),
  };
}
