import { describe, expect, it } from '@jest/globals';
import { judge, measure } from './request-metrics.judgement.js';
import { emptyWindow, healthOf, RequestHistory } from './request-metrics.window.js';

const START_MS = Date.parse('2026-10-02T10:00:00.000Z');

/** A history of samples: at how many seconds, with how many answers by status code since counting began. */
function historyOf(...samples: readonly [seconds: number, statusCodes: Record<string, number>][]) {
  const history = new RequestHistory();
  for (const [seconds, statusCodes] of samples) {
    history.add({
      ...at(seconds),
      statusCodes: new Map(Object.entries(statusCodes)),
    });
  }
  return history;
}

const at = (seconds: number, setByMs = 0) => ({
  atMs: START_MS + seconds * 1_000 + setByMs,
  steadyMs: seconds * 1_000,
});

describe('RequestHistory', () => {
  it('knows no window before there are two samples', () => {
    expect(historyOf().window(5)).toBeNull();
    expect(historyOf([0, { 200: 1_000 }]).window(5)).toBeNull();
  });

  it.each([
    { direction: 'ahead', setByMs: 3_600_000 },
    { direction: 'back', setByMs: -3_600_000 },
  ])('goes on although the clock goes $direction, and knows nothing of the jump', ({ setByMs }) => {
    const history = historyOf([0, { 200: 10 }], [60, { 200: 20 }]);
    history.add({ ...at(120, setByMs), statusCodes: new Map([['200', 1_000]]) });
    history.add({ ...at(180, setByMs), statusCodes: new Map([['200', 1_060]]) });
    expect(history.window(5)).toMatchObject({
      to: new Date(START_MS + 180_000 + setByMs).toISOString(),
      requests: 60,
      requestsPerSecond: 1,
    });
  });

  it('shows what happened between samples, not since counting began', () => {
    const history = historyOf([0, { 200: 9_000, 500: 900 }], [60, { 200: 9_097, 404: 1, 500: 901, 503: 1 }]);
    expect(history.window(5)).toEqual({
      from: '2026-10-02T10:00:00.000Z',
      to: '2026-10-02T10:01:00.000Z',
      requests: 100,
      clientErrors: 1,
      serverErrors: 2,
      errorRatio: 0.02,
      availabilityRatio: 0.98,
      requestsPerSecond: 100 / 60,
      health: 'warning',
    });
  });

  it('reaches back only as far as is asked', () => {
    const samples = Array.from({ length: 31 }, (_, minute): [number, Record<string, number>] => [
      minute * 60,
      { 200: minute * 10, 500: minute < 20 ? minute : 20 },
    ]);
    const history = historyOf(...samples);
    expect(history.window(5)).toMatchObject({ requests: 50, serverErrors: 0, health: 'healthy' });
    expect(history.window(20)).toMatchObject({ requests: 210, serverErrors: 10, health: 'warning' });
    expect(history.window(1)).toMatchObject({ requests: 10 });
  });

  it('takes a counter that fell for a restart, and shows the time before and after it', () => {
    const history = historyOf([0, { 200: 500 }], [60, { 200: 560 }], [120, { 200: 7 }], [180, { 200: 27 }]);
    expect(history.window(5)).toMatchObject({ requests: 80, requestsPerSecond: 80 / 120 });
  });

  it('knows no share where there was no request', () => {
    expect(historyOf([0, { 200: 500 }], [60, { 200: 500 }]).window(5)).toMatchObject({
      requests: 0,
      errorRatio: null,
      availabilityRatio: null,
      requestsPerSecond: 0,
      health: 'unknown',
    });
  });

  it('keeps one sample a minute beside the newest, for a day', () => {
    const samples = Array.from({ length: 2 * 60 * 30 }, (_, index): [number, Record<string, number>] => [
      index * 30,
      { 200: index },
    ]);
    const history = historyOf(...samples);
    const day = history.window(24 * 60);
    expect(day?.to).toBe(new Date(START_MS + (samples.length - 1) * 30_000).toISOString());
    expect(Date.parse(day?.to ?? '') - Date.parse(day?.from ?? '')).toBeLessThanOrEqual(
      24 * 3_600_000 + 60_000,
    );
    expect(day?.requests).toBeGreaterThanOrEqual(2_880);
    expect((history as unknown as { samples: unknown[] }).samples.length).toBeLessThanOrEqual(1_443);
  });
});

describe('healthOf', () => {
  it.each([
    [null, 'unknown'],
    [0, 'healthy'],
    [0.0099, 'healthy'],
    [0.01, 'warning'],
    [0.0499, 'warning'],
    [0.05, 'critical'],
    [1, 'critical'],
  ])('calls a share of %p %s', (ratio, health) => expect(healthOf(ratio)).toBe(health));
});

describe('judge', () => {
  const windowOf = (errors: number) =>
    historyOf([0, { 200: 0 }], [60, { 200: 1_000 - errors, 500: errors }]).window(5);
  const outcome = (total: number, window: ReturnType<typeof windowOf>) => {
    const { status, reason } = judge(total, window);
    return reason ? `${status} ${reason.code}` : status;
  };

  it.each([
    ['up', 9],
    ['degraded error-rate-elevated', 10],
    ['degraded error-rate-elevated', 49],
    ['down error-rate-high', 50],
  ])('says %s at %i errors of 1000', (expected, errors) =>
    expect(outcome(1_000, windowOf(errors))).toBe(expected),
  );

  it('is unknown without any data, before a window, or without requests in it', () => {
    expect(outcome(0, null)).toBe('unknown no-data');
    expect(outcome(10, null)).toBe('unknown not-checked');
    expect(outcome(10, emptyWindow(START_MS))).toBe('unknown no-requests');
  });

  it('measures a share only of requests', () => {
    expect(measure(10, null)).toEqual({ requestsTotal: 10 });
    expect(measure(1_000, windowOf(20))).toEqual({
      requestsTotal: 1_000,
      requestsPerMinute: expect.closeTo(1_000),
      errorRatio: 0.02,
      availabilityRatio: 0.98,
    });
  });
});
