import { TestBed } from '@angular/core/testing';
import type { RequestTimeSeries } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Words } from '../../language/words';
import { prepareBench } from '../../testing/service-bench';
import { timeSeriesContent } from './time-series-content';

const minute = (at: number) => `2026-11-23T06:0${at}:00.000Z`;
const point = (at: number, requests: number) => ({
  at: minute(at),
  requests,
  serverErrors: 1,
  averageMs: 20,
  p95Ms: 40,
});

const seriesTo = (to: string): RequestTimeSeries => ({
  endpoint: null,
  from: minute(0),
  to,
  stepMs: 60_000,
  points: [point(0, 600), point(1, 90)],
});

describe('timeSeriesContent', () => {
  beforeEach(prepareBench);

  it('marks the step that goes on instead of drawing its count as a cliff', () => {
    const { counts, times } = timeSeriesContent(seriesTo('2026-11-23T06:01:09.000Z'), TestBed.inject(Words));
    expect(counts.lines.map(({ values }) => values)).toEqual([
      [600, null],
      [1, null],
    ]);
    expect(counts.spans).toEqual([
      {
        fromMs: Date.parse(minute(1)),
        toMs: Date.parse('2026-11-23T06:01:09.000Z'),
        ink: 'grid',
        label: 'Still being counted',
      },
    ]);
    expect(times.lines[0]?.values).toEqual([20, 20]);
  });

  it('draws every step of a range that is over', () => {
    const { counts } = timeSeriesContent(seriesTo(minute(2)), TestBed.inject(Words));
    expect(counts.lines[0]?.values).toEqual([600, 90]);
    expect(counts.spans).toEqual([]);
  });
});
