import type { CheckStatus, Series } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { contentOf, rangeOf } from './series-content';

const START = Date.parse('2026-11-23T06:00:00.000Z');
const MINUTE = 60_000;

/** A series with a point at each given minute. */
function seriesOf(
  points: { minute: number; mean: number | null; worst?: CheckStatus; count?: number }[],
): Series {
  return {
    environment: 'prod',
    service: 'redis',
    target: 'default',
    measurement: 'latencyMs',
    from: new Date(START).toISOString(),
    to: new Date(START + 60 * MINUTE).toISOString(),
    stepMs: MINUTE,
    points: points.map(({ minute, mean, worst = 'up', count = 1 }) => ({
      at: new Date(START + minute * MINUTE).toISOString(),
      count,
      mean,
      min: mean === null ? null : mean - 1,
      max: mean === null ? null : mean + 1,
      worst,
    })),
  };
}

const WORDING = {
  mean: 'Mean',
  highest: 'Highest',
  status: (status: string) => status,
  value: String,
  mark: String,
};

describe('contentOf', () => {
  it('draws the mean and the highest of each bucket', () => {
    const { moments, lines } = contentOf(
      seriesOf([
        { minute: 0, mean: 5 },
        { minute: 1, mean: 7 },
      ]),
      WORDING,
    );
    expect(moments).toEqual([START, START + MINUTE]);
    expect(lines.map(({ values }) => values)).toEqual([
      [5, 7],
      [6, 8],
    ]);
  });

  it('breaks the line where buckets are missing', () => {
    const { lines } = contentOf(
      seriesOf([
        { minute: 0, mean: 5 },
        { minute: 5, mean: 7 },
      ]),
      WORDING,
    );
    expect(lines[0]?.values).toEqual([5, null, 7]);
  });

  it('shades neighbouring buckets that were not well as one stretch of time', () => {
    const series = seriesOf([
      { minute: 0, mean: 5 },
      { minute: 1, mean: null, worst: 'down' },
      { minute: 2, mean: null, worst: 'down' },
      { minute: 3, mean: 9, worst: 'degraded' },
      { minute: 9, mean: null, worst: 'down' },
    ]);
    expect(
      contentOf(series, WORDING).spans.map(({ label, fromMs, toMs }) => [
        label,
        (fromMs - START) / MINUTE,
        (toMs - START) / MINUTE,
      ]),
    ).toEqual([
      ['down', 1, 3],
      ['degraded', 3, 4],
      ['down', 9, 10],
    ]);
  });
});

describe('rangeOf', () => {
  it('weighs the mean by how often was measured', () => {
    const { points } = seriesOf([
      { minute: 0, mean: 10, count: 3 },
      { minute: 1, mean: 50, count: 1 },
    ]);
    expect(rangeOf(points)).toEqual({ low: 9, mean: 20, high: 51 });
  });

  it('is null where nothing was measured', () => {
    expect(rangeOf(seriesOf([{ minute: 0, mean: null, worst: 'down' }]).points)).toBeNull();
  });
});
