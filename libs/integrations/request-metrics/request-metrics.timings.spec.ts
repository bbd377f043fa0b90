import { describe, expect, it } from '@jest/globals';
import type { Timing } from './request-metrics.client.js';
import { summarize, timeSeriesOf } from './request-metrics.timings.js';

const NOW_MS = Date.parse('2026-10-02T10:00:30.000Z');

const last = (minutes: number) => ({ fromMs: NOW_MS - minutes * 60_000, toMs: NOW_MS });

const timing = (secondsAgo: number, responseMs: number, statusCode = 200): Timing => ({
  atMs: NOW_MS - secondsAgo * 1_000,
  responseMs,
  statusCode,
});

describe('summarize', () => {
  it('has mean, extremes and percentiles of times that were measured', () => {
    const timings = Array.from({ length: 100 }, (_, index) =>
      timing(index, 100 - index, index < 3 ? 502 : 200),
    );
    expect(summarize('GET:/p', 4_211, timings)).toEqual({
      endpoint: 'GET:/p',
      requests: 4_211,
      samples: 100,
      averageMs: 50.5,
      minMs: 1,
      maxMs: 100,
      p50Ms: 50,
      p95Ms: 95,
      p99Ms: 99,
      errorRatio: 0.03,
      oldestAt: '2026-10-02T09:58:51.000Z',
      newestAt: '2026-10-02T10:00:30.000Z',
    });
  });

  it('has nothing instead of 0 where there is no timing', () => {
    expect(summarize('GET:/p', 0, [])).toMatchObject({
      samples: 0,
      averageMs: null,
      p95Ms: null,
      errorRatio: null,
    });
  });
});

describe('timeSeriesOf', () => {
  it('puts timings into steps, empty ones among them', () => {
    const series = timeSeriesOf(
      'GET:/p',
      [[timing(1, 30), timing(40, 10, 500), timing(41, 20)]],
      last(3),
      NOW_MS,
    );
    expect(series).toEqual({
      endpoint: 'GET:/p',
      from: '2026-10-02T09:57:30.000Z',
      to: '2026-10-02T10:00:30.000Z',
      stepMs: 60_000,
      points: [
        { at: '2026-10-02T09:58:00.000Z', requests: 0, averageMs: null, p95Ms: null, serverErrors: 0 },
        { at: '2026-10-02T09:59:00.000Z', requests: 2, averageMs: 15, p95Ms: 20, serverErrors: 1 },
        { at: '2026-10-02T10:00:00.000Z', requests: 1, averageMs: 30, p95Ms: 30, serverErrors: 0 },
      ],
    });
  });

  it('puts the requests of several endpoints together', () => {
    const { points } = timeSeriesOf(null, [[timing(1, 10)], [timing(2, 30)]], last(3), NOW_MS);
    expect(points.at(-1)).toMatchObject({ requests: 2, averageMs: 20 });
  });

  it('begins where a full list does, since what came before is forgotten', () => {
    const full = Array.from({ length: 1_000 }, (_, index) => timing(index / 5, 10));
    const { points } = timeSeriesOf(null, [full, [timing(3_000, 10)]], last(60), NOW_MS);
    expect(points.map(({ at }) => at)).toEqual([
      '2026-10-02T09:58:00.000Z',
      '2026-10-02T09:59:00.000Z',
      '2026-10-02T10:00:00.000Z',
    ]);
  });

  it('has every request of the steps of a range that is over', () => {
    const range = { fromMs: Date.parse('2026-10-02T09:00:00Z'), toMs: Date.parse('2026-10-02T09:01:30Z') };
    const at = (moment: string) => timing((NOW_MS - Date.parse(moment)) / 1_000, 10);
    const lists = [['09:00:10', '09:01:50', '09:02:10'].map((time) => at(`2026-10-02T${time}Z`))];
    const series = timeSeriesOf(null, lists, range, NOW_MS);
    expect(series.to).toBe('2026-10-02T09:02:00.000Z');
    expect(series.points.map(({ requests }) => requests)).toEqual([1, 1]);
  });

  it('has no points for a time that is forgotten, nor for one that is to come', () => {
    const [minute, day] = [60_000, 1_440 * 60_000];
    const around = { fromMs: NOW_MS - 2 * day, toMs: NOW_MS + day };
    const { points, to } = timeSeriesOf(null, [[]], around, NOW_MS);
    expect(Date.parse(points[0]?.at ?? '')).toBeGreaterThanOrEqual(NOW_MS - day);
    expect(to).toBe(new Date(NOW_MS).toISOString());
    const before = { fromMs: NOW_MS - 2 * day, toMs: NOW_MS - day - minute };
    expect(timeSeriesOf(null, [[]], before, NOW_MS).points).toEqual([]);
  });

  it.each([
    [60, 60_000],
    [61, 120_000],
    [360, 600_000],
    [1_440, 1_800_000],
    [7 * 1_440, 10_800_000],
  ])('draws %i minutes in steps of %i ms', (minutes, stepMs) => {
    const { points, ...series } = timeSeriesOf(null, [], last(minutes), NOW_MS);
    expect(series.stepMs).toBe(stepMs);
    expect(points.length).toBeLessThanOrEqual(60);
  });
});
