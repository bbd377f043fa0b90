import type { CheckStatus, Series, SeriesPoint } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';
import type { ChartContent, ChartSpan } from '../ui/chart-plot';
import { withGaps } from '../ui/with-gaps';
import { timeMarks } from './time-marks';

const SHADED = ['down', 'degraded', 'unknown'] as const satisfies readonly CheckStatus[];

/** What a history shows: the mean and the highest value of each step, over shades where something was wrong. */
export function historyContent(series: Series, words: Words): ChartContent {
  const moments = withGaps(series.points, series.stepMs);
  return {
    moments: moments.map(({ atMs }) => atMs),
    fromMs: Date.parse(series.from),
    toMs: Date.parse(series.to),
    lines: [
      {
        label: words.say('services.history.mean'),
        values: moments.map(({ point }) => point?.mean ?? null),
        ink: 'first',
      },
      {
        label: words.say('services.history.highest'),
        values: moments.map(({ point }) => point?.max ?? null),
        ink: 'second',
      },
    ],
    spans: spansOf(series.points, series.stepMs, words),
    value: (value) => words.measured(series.measurement, value),
    mark: timeMarks(words.language()),
  };
}

/** What a history shows, in a sentence. */
export function historySummary(series: Series, words: Words): string {
  const means = series.points.flatMap(({ mean }) => mean ?? []);
  const latest = means.at(-1);
  if (latest === undefined) return words.say('services.history.empty');
  const say = (value: number) => words.measured(series.measurement, value);
  const params = {
    measurement: words.measurement(series.measurement),
    low: say(Math.min(...series.points.flatMap(({ min }) => min ?? []), ...means)),
    high: say(Math.max(...series.points.flatMap(({ max }) => max ?? []), ...means)),
    latest: say(latest),
  };
  const count = series.points.filter(({ worst }) => shadeOf(worst) !== null).length;
  return count === 0
    ? words.say('services.history.summary', params)
    : words.say('services.history.summaryTroubles', { ...params, count });
}

function shadeOf(status: CheckStatus): (typeof SHADED)[number] | null {
  return SHADED.find((shaded) => shaded === status) ?? null;
}

/** Neighbouring steps of one status as one span. */
function spansOf(points: readonly SeriesPoint[], stepMs: number, words: Words): ChartSpan[] {
  const spans: ChartSpan[] = [];
  for (const { at, worst } of points) {
    const ink = shadeOf(worst);
    if (ink === null) continue;
    const fromMs = Date.parse(at);
    const toMs = fromMs + stepMs;
    const before = spans.at(-1);
    if (before?.ink === ink && before.toMs === fromMs) spans[spans.length - 1] = { ...before, toMs };
    else spans.push({ fromMs, toMs, ink, label: words.status(worst) });
  }
  return spans;
}
