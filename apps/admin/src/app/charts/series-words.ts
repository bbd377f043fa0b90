import { DEFAULT_TARGET, type Series } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';
import type { ChartContent } from '../ui/charts/chart-plot';
import { timeMarks } from '../ui/charts/time-marks';
import { contentOf, rangeOf } from './series-content';

/** A series as a chart draws it, and what that shows in a sentence. */
export interface SeriesInWords {
  readonly content: ChartContent;
  readonly summary: string;
}

/** A series in the language that is spoken; `label` is what people call its target. */
export function seriesInWords(series: Series, words: Words, label: string = series.target): SeriesInWords {
  const { measurement, service, target, points } = series;
  const value = (value: number) => words.measured(measurement, value);
  const content = contentOf(series, {
    mean: words.say('shell.word.mean'),
    highest: words.say('shell.word.highest'),
    status: (status) => words.status(status),
    value,
    mark: timeMarks(words.language()),
  });
  const range = rangeOf(points);
  const summary =
    range === null
      ? words.say('shell.detail.noHistory')
      : words.say('shell.detail.chartSummary', {
          measurement: words.measurement(measurement),
          target: target === DEFAULT_TARGET ? words.service(service) : label,
          low: value(range.low),
          mean: value(range.mean),
          high: value(range.high),
        });
  return { content, summary };
}
