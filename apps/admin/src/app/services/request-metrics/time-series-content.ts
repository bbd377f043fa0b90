import type { RequestTimeSeries } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { axisSteps } from '../../ui/charts/axis-steps';
import type { ChartContent } from '../../ui/charts/chart-plot';
import { withGaps } from '../../ui/charts/with-gaps';
import { timeMarks } from '../../ui/charts/time-marks';

/** What the two charts of a time series show. */
export interface TimeSeriesContent {
  readonly times: ChartContent;
  readonly counts: ChartContent;
  /** Both in a sentence. */
  readonly summary: string;
  readonly requests: number;
}

/** Response times of a series, and its requests and errors. */
export function timeSeriesContent(series: RequestTimeSeries, words: Words): TimeSeriesContent {
  const moments = withGaps(series.points, series.stepMs);
  const toMs = Date.parse(series.to);
  const isOver = (atMs: number) => atMs + series.stepMs <= toMs;
  const frame = {
    moments: moments.map(({ atMs }) => atMs),
    fromMs: Date.parse(series.from),
    toMs,
    mark: timeMarks(words.language()),
  };
  const valuesOf = (name: 'averageMs' | 'p95Ms') => moments.map(({ point }) => point?.[name] ?? null);
  // Half a minute has half of its requests: drawn beside whole ones that would be a cliff.
  const countsOf = (name: 'requests' | 'serverErrors') =>
    moments.map(({ atMs, point }) => (isOver(atMs) ? (point?.[name] ?? null) : null));
  const running = moments
    .filter(({ atMs, point }) => point !== null && !isOver(atMs))
    .map(({ atMs }) => ({
      fromMs: atMs,
      toMs,
      ink: 'grid' as const,
      label: words.say('services.requests.runningStep'),
    }));
  const requests = series.points.reduce((sum, point) => sum + point.requests, 0);
  const means = series.points.flatMap(({ averageMs }) => averageMs ?? []);
  return {
    times: {
      ...frame,
      spans: [],
      lines: [
        { label: words.say('shell.word.mean'), values: valuesOf('averageMs'), ink: 'first' },
        { label: words.say('services.requests.p95'), values: valuesOf('p95Ms'), ink: 'second' },
      ],
      value: (value) => words.duration(value),
      steps: axisSteps('averageMs'),
    },
    counts: {
      ...frame,
      spans: running,
      lines: [
        { label: words.say('services.requests.requests'), values: countsOf('requests'), ink: 'third' },
        { label: words.say('services.requests.errorsLine'), values: countsOf('serverErrors'), ink: 'down' },
      ],
      value: (value) => words.number(value),
    },
    summary: words.say('services.requests.seriesSummary', {
      requests,
      errors: series.points.reduce((sum, point) => sum + point.serverErrors, 0),
      highest: means.length === 0 ? '–' : words.duration(Math.max(...means)),
    }),
    requests,
  };
}
