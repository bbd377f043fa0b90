import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { paceOf } from '../evaluate/policy.js';
import { Freshness } from './freshness.js';

const [INTERVAL_MS, TIMEOUT_MS] = [5_000, 10_000];

describe('Freshness', () => {
  let clock: FakeClock;
  let freshness: Freshness;
  const isStale = () => freshness.isStale('dev', 'endpoints');
  const observe = () => freshness.noteObservation('dev', 'endpoints');
  const pass = (ms: number) => {
    clock.pass(ms);
    return isStale();
  };

  beforeEach(() => {
    clock = new FakeClock();
    freshness = new Freshness(
      (_, service) => (service === 'sentry' ? null : paceOf(INTERVAL_MS, TIMEOUT_MS)),
      clock.steady,
    );
  });

  it('waits for three times the interval, or the deadline where that is longer', () => {
    observe();
    expect(pass(3 * TIMEOUT_MS)).toBe(false);
    expect(pass(1)).toBe(true);
    observe();
    expect(isStale()).toBe(false);
  });

  it('takes no check that is on its way, one neighbour after another, for silence', () => {
    observe();
    for (let second = 0; second < 120; second += 10) {
      expect(pass(10_000)).toBe(false);
      freshness.noteProgress('dev', 'endpoints');
    }
    expect(pass(3 * TIMEOUT_MS + 1)).toBe(true);
  });

  it('gives a service whose runs are long as much more time', () => {
    observe();
    clock.pass(40_000);
    observe();
    expect(freshness.staleAfterMs('dev', 'endpoints')).toBe(120_000);
    clock.pass(5_000);
    observe();
    expect(freshness.staleAfterMs('dev', 'endpoints')).toBe(30_000);
  });

  it('knows how old is what an earlier run saw, and expects no such gap again', () => {
    freshness.noteObservation('dev', 'endpoints', 3_600_000);
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
    freshness.noteProgress('dev', 'endpoints');
    freshness.noteObservation('dev', 'sentry');
    clock.pass(3_600_000);
    expect([isStale(), freshness.isStale('dev', 'sentry')]).toEqual([false, false]);
  });
});
