import type { Series, SeriesPoint } from '@envscope/contracts/index.js';
import { axisSteps } from '../ui/charts/axis-steps';
import type { ChartContent, ChartInk, ChartSpan } from '../ui/charts/chart-plot';
import { withGaps } from '../ui/charts/with-gaps';

/** What the chart says in words, and how it writes values. */
export interface SeriesWording {
  readonly mean: string;
  readonly highest: string;
  readonly status: (status: ShadedStatus) => string;
  readonly value: (value: number) => string;
  readonly mark: (atMs: number, stepMs: number) => string;
}

type ShadedStatus = 'down' | 'degraded' | 'unknown';

const SHADED: ReadonlySet<string> = new Set<ShadedStatus>(['down', 'degraded', 'unknown']);

/**
 * A series as a chart draws it: the mean and the highest of each bucket, a break where nothing was measured, and a shade
 * over the time in which the target was not well.
 */
export function contentOf(series: Series, wording: SeriesWording): ChartContent {
  const points = withGaps(series.points, series.stepMs);
  return {
    moments: points.map(({ atMs }) => atMs),
    fromMs: Date.parse(series.from),
    toMs: Date.parse(series.to),
    lines: [
      { label: wording.mean, values: points.map(({ point }) => point?.mean ?? null), ink: 'first' },
      { label: wording.highest, values: points.map(({ point }) => point?.max ?? null), ink: 'second' },
    ],
    spans: spansOf(series, wording),
    value: wording.value,
    steps: axisSteps(series.measurement),
    mark: wording.mark,
  };
}

/** The lowest, the mean and the highest of a series; null where nothing was measured. */
export function rangeOf(points: readonly SeriesPoint[]): { low: number; mean: number; high: number } | null {
  const measured = points.filter(({ mean }) => mean !== null);
  if (measured.length === 0) return null;
  const count = measured.reduce((sum, point) => sum + point.count, 0);
  const total = measured.reduce((sum, point) => sum + (point.mean ?? 0) * point.count, 0);
  return {
    low: Math.min(...measured.map(({ min, mean }) => min ?? mean ?? 0)),
    mean: total / Math.max(count, 1),
    high: Math.max(...measured.map(({ max, mean }) => max ?? mean ?? 0)),
  };
}

function spansOf({ points, stepMs }: Series, wording: SeriesWording): ChartSpan[] {
  const spans: { fromMs: number; toMs: number; ink: ChartInk; label: string }[] = [];
  for (const { at, worst } of points) {
    if (!isShaded(worst)) continue;
    const fromMs = Date.parse(at);
    const last = spans.at(-1);
    if (last?.ink === worst && fromMs <= last.toMs) last.toMs = fromMs + stepMs;
    else spans.push({ fromMs, toMs: fromMs + stepMs, ink: worst, label: wording.status(worst) });
  }
  return spans;
}

function isShaded(status: string): status is ShadedStatus {
  return SHADED.has(status);
}
