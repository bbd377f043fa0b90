/** A moment of a chart, and the point that was measured then; null breaks the line. */
export interface ChartMoment<Point> {
  readonly atMs: number;
  readonly point: Point | null;
}

/** Points in steps of one width. Where steps are missing, a moment without a point keeps a line from bridging them. */
export function withGaps<Point extends { readonly at: string }>(
  points: readonly Point[],
  stepMs: number,
): ChartMoment<Point>[] {
  const moments: ChartMoment<Point>[] = [];
  for (const point of points) {
    const atMs = Date.parse(point.at);
    const before = moments.at(-1);
    if (before && atMs - before.atMs > stepMs * 1.5)
      moments.push({ atMs: before.atMs + stepMs, point: null });
    moments.push({ atMs, point });
  }
  return moments;
}
