import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { observationOf } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Freshness } from './freshness.js';

const [INTERVAL_MS, TIMEOUT_MS] = [5_000, 10_000];

describe('Freshness', () => {
  let clock: FakeClock;
  let freshness: Freshness;
  const isStale = () => freshness.isStale('dev', 'endpoints');
  const seen = observationOf({ service: 'endpoints' });
  const observe = () => freshness.noteObservation(seen);
  const check = (target: string) =>
    freshness.noteObservation(
      observationOf({ service: 'endpoints', covers: 'targets', results: [{ target }] }),
    );
  const isTargetStale = (target: string) => freshness.isTargetStale('dev', 'endpoints', target);
  const pass = (ms: number) => {
    clock.pass(ms);
    return isStale();
  };

  beforeEach(() => {
    clock = new FakeClock();
    freshness = new Freshness((_, service, target) => {
      if (service === 'sentry') return null;
      return { intervalMs: target === 'seldom' ? 60_000 : INTERVAL_MS, timeoutMs: TIMEOUT_MS };
    }, clock.steady);
  });

  it('waits for three times the interval, or the deadline where that is longer', () => {
    observe();
    expect(pass(3 * TIMEOUT_MS)).toBe(false);
    expect(pass(1)).toBe(true);
    observe();
    expect(isStale()).toBe(false);
  });

  it('knows each target by itself, and gives each the time of its own pace', () => {
    ['api', 'hung', 'seldom'].forEach(check);
    clock.pass(3 * TIMEOUT_MS);
    check('api');
    clock.pass(1);
    expect(['api', 'hung', 'seldom'].map(isTargetStale)).toEqual([false, true, false]);
    expect(freshness.staleAfterMs('dev', 'endpoints')).toBe(180_000);
  });

  it('calls a service stale when nothing in it is fresh', () => {
    ['api', 'hung'].forEach(check);
    clock.pass(3 * TIMEOUT_MS);
    check('api');
    expect(pass(1)).toBe(false);
    expect(pass(3 * TIMEOUT_MS)).toBe(true);
  });

  it('knows a target by its service where one check answers for all of them', () => {
    observe();
    expect(isTargetStale('any')).toBe(false);
    clock.pass(3 * TIMEOUT_MS + 1);
    expect(isTargetStale('any')).toBe(true);
  });

  it('knows how old is what an earlier run saw', () => {
    freshness.noteObservation(seen, () => 3_600_000);
    expect(isStale()).toBe(true);
    observe();
    expect([isStale(), freshness.staleAfterMs('dev', 'endpoints')]).toEqual([false, 30_000]);
  });

  it('begins anew after a pause', () => {
    observe();
    clock.pass(3_600_000);
    freshness.forgive();
    expect(isStale()).toBe(false);
    expect(pass(3 * TIMEOUT_MS + 1)).toBe(true);
  });

  it('does not care how the wall clock is set', () => {
    observe();
    clock.set(3_600_000);
    expect(isStale()).toBe(false);
    clock.set(-7_200_000);
    expect(pass(3 * TIMEOUT_MS + 1)).toBe(true);
  });

  it('calls stale neither what was never checked nor what is checked once', () => {
    freshness.noteObservation(observationOf({ service: 'sentry' }));
    clock.pass(3_600_000);
    expect([isStale(), freshness.isStale('dev', 'sentry')]).toEqual([false, false]);
  });
});
