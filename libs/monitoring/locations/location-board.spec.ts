import type { CheckStatus, Observation } from '@envscope/contracts/index.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { observationOf } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LocationBoard } from './location-board.js';

const SECOND_MS = 1_000;
const INTERVAL_MS = 30 * SECOND_MS;

describe('LocationBoard', () => {
  let clock: FakeClock;
  let board: LocationBoard;
  let stored: Observation[];

  const begin = (...locations: string[]) => {
    board = new LocationBoard({
      locationsOf: (_environment, _service, target) =>
        target === 'api' ? { locations, quorum: 'majority' } : null,
      termsOf: () => ({ intervalMs: INTERVAL_MS, timeoutMs: 10 * SECOND_MS }),
      clock,
      lastSeen: () => stored,
    });
    board.start();
  };

  beforeEach(() => {
    clock = new FakeClock();
    stored = [];
    begin('seoul', 'frankfurt');
  });

  const seen = (status: CheckStatus, latencyMs: number | null = 40) =>
    observationOf({
      atMs: clock.now(),
      service: 'endpoints',
      covers: 'targets',
      results: [{ target: 'api', status, latencyMs, detail: { name: 'api', status } }],
    });
  /** A second after what was before. */
  const report = (location: string, status: CheckStatus, latencyMs?: number | null) => {
    clock.pass(SECOND_MS);
    return board.take(seen(status, latencyMs), location);
  };
  const resultOf = (taken: ReturnType<LocationBoard['take']>) => taken?.observation.results[0];
  const wordsOf = (taken: ReturnType<LocationBoard['take']>) =>
    [resultOf(taken)?.status, resultOf(taken)?.reason?.code, taken?.isCounted && 'counts']
      .filter(Boolean)
      .join(' ');

  it('joins what one location sees with what the others last saw', () => {
    expect(wordsOf(report('seoul', 'up'))).toBe('up');
    expect(wordsOf(report('frankfurt', 'up'))).toBe('up counts');
    expect(wordsOf(report('seoul', 'down', null))).toBe('degraded down-from-some');
    expect(wordsOf(report('frankfurt', 'down', null))).toBe('down down-from-locations counts');
  });

  it('counts rounds: each location once, however often one of them reports', () => {
    const counts = ['seoul', 'frankfurt', 'frankfurt', 'seoul', 'seoul', 'seoul', 'frankfurt'].map(
      (location) => report(location, 'down')?.isCounted,
    );
    expect(counts).toEqual([false, true, false, true, false, true, true]);
  });

  it('shows what each location said, and keeps what it measured as a part of the target', () => {
    report('seoul', 'up', 40);
    const taken = report('frankfurt', 'down', null);
    expect(resultOf(taken)?.detail).toMatchObject({
      name: 'api',
      status: 'degraded',
      locations: [
        { location: 'seoul', standing: 'fresh', status: 'up', latencyMs: 40 },
        { location: 'frankfurt', standing: 'fresh', status: 'down', reason: { code: 'timeout' } },
      ],
    });
    expect(taken?.observation.parts).toEqual([]);
    expect(report('frankfurt', 'up', 250)?.observation.parts).toEqual([
      { target: 'api@frankfurt', latencyMs: 250, measurements: {} },
    ]);
  });

  it('concludes nothing from a first failure while others are awaited, and does without them in the end', () => {
    expect(wordsOf(report('seoul', 'down'))).toBe('unknown locations-pending');
    clock.pass(2 * INTERVAL_MS);
    expect(wordsOf(report('seoul', 'down'))).toBe('unknown locations-pending counts');
    clock.pass(INTERVAL_MS);
    const alone = report('seoul', 'down');
    expect(wordsOf(alone)).toBe('down down-from-locations counts');
    expect(resultOf(alone)?.reason?.params).toMatchObject({ silentLocations: 'frankfurt', voterCount: 1 });
  });

  it('does without a location that does not report any more, and says since when', () => {
    report('seoul', 'up');
    report('frankfurt', 'up');
    const sinceAt = new Date(clock.now()).toISOString();
    for (const wait of [1, 1, 1, 1]) {
      clock.pass(wait * INTERVAL_MS);
      report('seoul', 'up');
    }
    const alone = report('seoul', 'down');
    expect(wordsOf(alone)).toBe('down down-from-locations counts');
    expect(resultOf(alone)?.reason?.params).toMatchObject({ silentSinceAt: sinceAt });
    expect(wordsOf(report('frankfurt', 'up'))).toBe('degraded down-from-some counts');
  });

  it('takes up after a restart what is stored, so that one location decides nothing alone', () => {
    report('seoul', 'up');
    const last = report('frankfurt', 'up');
    stored = last ? [last.observation] : [];
    clock.pass(INTERVAL_MS);
    begin('seoul', 'frankfurt');
    expect(wordsOf(report('seoul', 'down'))).toBe('degraded down-from-some');
    expect(wordsOf(report('frankfurt', 'up'))).toBe('degraded down-from-some counts');
  });

  it('takes nothing again after a restart that was taken before it', () => {
    const earlier = seen('down');
    board.take(earlier, 'frankfurt');
    const last = report('seoul', 'down');
    stored = last ? [last.observation] : [];
    begin('seoul', 'frankfurt');
    expect(board.take(earlier, 'frankfurt')).toBeNull();
    expect(report('frankfurt', 'down')).not.toBeNull();
  });

  it('keeps an outage down over a restart', () => {
    report('seoul', 'down');
    const last = report('frankfurt', 'down');
    stored = last ? [last.observation] : [];
    begin('seoul', 'frankfurt');
    expect(wordsOf(report('seoul', 'down'))).toBe('down down-from-locations');
  });

  it('waits after a long stop for each location anew', () => {
    report('seoul', 'up');
    const last = report('frankfurt', 'up');
    stored = last ? [last.observation] : [];
    clock.pass(20 * INTERVAL_MS);
    begin('seoul', 'frankfurt');
    expect(wordsOf(report('seoul', 'down'))).toBe('unknown locations-pending');
  });

  it('calls nobody silent for a pause of its own', () => {
    report('seoul', 'up');
    report('frankfurt', 'up');
    clock.pass(20 * INTERVAL_MS);
    board.forgive();
    expect(wordsOf(report('seoul', 'down'))).toBe('degraded down-from-some');
  });

  it('lets the console stand alone, and forgets what locations said', () => {
    report('seoul', 'down');
    const own = seen('up');
    expect(board.take(own)).toEqual({ observation: own, isCounted: true });
    expect(wordsOf(report('frankfurt', 'down'))).toBe('unknown locations-pending');
  });

  it('takes no report twice, and none of a location that settings do not name', () => {
    const observation = seen('down');
    expect(board.take(observation, 'seoul')).not.toBeNull();
    expect(board.take(observation, 'seoul')).toBeNull();
    expect(board.take(observation, 'paris')).toBeNull();
    const other = { ...observation, results: observation.results.map((one) => ({ ...one, target: 'web' })) };
    expect(board.take(other, 'seoul')).toBeNull();
  });

  it('ends with the same result in whatever order locations report', () => {
    const locations = ['seoul', 'frankfurt', 'virginia'];
    const status = fc.constantFrom<CheckStatus>('up', 'degraded', 'down', 'unknown');
    const reports = fc.array(fc.tuple(status, fc.integer({ min: 1, max: 900 })), {
      minLength: 3,
      maxLength: 3,
    });
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
    const endOf = (said: readonly (readonly [CheckStatus, number])[], indices: readonly number[]) => {
      begin(...locations);
      const taken = indices.map((index) => {
        const [said_, latencyMs] = said[index] ?? ['up', 0];
        return board.take(seen(said_, latencyMs), locations[index]);
      });
      return [taken.at(-1)?.observation.results, taken.map((each) => each?.isCounted)];
    };
    fc.assert(
      fc.property(reports, order, (said, indices) => {
        expect(endOf(said, indices)).toEqual(endOf(said, [0, 1, 2]));
      }),
    );
  });
});
