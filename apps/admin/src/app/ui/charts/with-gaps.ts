/** A moment of a chart, and the point that was measured then; null breaks the line. */
export interface ChartMoment<Point> {
  readonly atMs: number;
  readonly point: Point | null;
}

/** Results that are farther apart than this are not taken for a slow pace. */
const SLOWEST_PACE_MS = 600_000;

/**
 * Points in steps of one width. Where steps are missing, a moment without a point keeps a line from bridging them, unless
 * the points come at that pace: one as far from its other neighbour.
 */
export function withGaps<Point extends { readonly at: string }>(
  points: readonly Point[],
  stepMs: number,
): ChartMoment<Point>[] {
  const moments = points.map((point): ChartMoment<Point> => ({ atMs: Date.parse(point.at), point }));
  const apartMs = (index: number) => (moments[index]?.atMs ?? NaN) - (moments[index - 1]?.atMs ?? NaN);
  return moments.flatMap((moment, index) => {
    const paceMs = Math.max(
      stepMs,
      ...[index - 1, index + 1].map(apartMs).filter((ms) => ms <= SLOWEST_PACE_MS),
    );
    return apartMs(index) > paceMs * 1.5
      ? [{ atMs: moment.atMs - apartMs(index) + stepMs, point: null }, moment]
      : [moment];
  });
}
