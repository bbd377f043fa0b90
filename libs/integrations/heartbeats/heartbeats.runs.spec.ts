import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beatAt } from './heartbeats.fixture.js';
import { beganMsOf, runsOf } from './heartbeats.runs.js';

const MINUTE_MS = 60_000;

const outcomes = (runs: ReturnType<typeof runsOf>) => runs.map(({ outcome }) => outcome);

describe('the runs of a job', () => {
  it('last from a start to its end', () => {
    const beats = [
      beatAt(0, 'start'),
      beatAt(5 * MINUTE_MS, 'failure', { exitCode: 3, log: 'no space left' }),
    ];
    expect(runsOf(beats)).toEqual([
      {
        outcome: 'failure',
        startedAt: '2026-10-02T02:00:00.000Z',
        endedAt: '2026-10-02T02:05:00.000Z',
        durationMs: 5 * MINUTE_MS,
        exitCode: 3,
        run: null,
        log: 'no space left',
      },
    ]);
  });

  it('may report their end alone', () => {
    expect(runsOf([beatAt(0, 'success'), beatAt(MINUTE_MS, 'success')])).toMatchObject([
      { outcome: 'success', startedAt: null, durationMs: null },
      { outcome: 'success', startedAt: null, durationMs: null },
    ]);
  });

  it('have no end where another began and neither has a name', () => {
    const beats = [beatAt(0, 'start'), beatAt(MINUTE_MS, 'start'), beatAt(2 * MINUTE_MS, 'success')];
    expect(runsOf(beats)).toMatchObject([
      { outcome: 'unfinished', endedAt: null },
      { outcome: 'success', durationMs: MINUTE_MS },
    ]);
  });

  it('begin once where a start was sent twice', () => {
    expect(runsOf([beatAt(0, 'start'), beatAt(2_000, 'start')])).toMatchObject([
      { outcome: 'running', startedAt: '2026-10-02T02:00:00.000Z' },
    ]);
    const named = [beatAt(0, 'start', { run: 'a' }), beatAt(MINUTE_MS, 'start', { run: 'a' })];
    expect(runsOf(named)).toHaveLength(1);
  });

  it('keep their names where they overlap', () => {
    const beats = [
      beatAt(0, 'start', { run: 'a' }),
      beatAt(MINUTE_MS, 'start', { run: 'b' }),
      beatAt(2 * MINUTE_MS, 'success', { run: 'b' }),
      beatAt(5 * MINUTE_MS, 'success', { run: 'a' }),
    ];
    expect(outcomes(runsOf(beats.slice(0, 2)))).toEqual(['running', 'running']);
    expect(outcomes(runsOf(beats.slice(0, 3)))).toEqual(['unfinished', 'success']);
    expect(runsOf(beats)).toMatchObject([
      { run: 'a', outcome: 'success', durationMs: 5 * MINUTE_MS },
      { run: 'b', outcome: 'success', durationMs: MINUTE_MS },
    ]);
  });

  it('are never more than the beats, and lose none of their ends', () => {
    const beats = fc.array(
      fc.record({
        kind: fc.constantFrom('start' as const, 'success' as const, 'failure' as const),
        run: fc.constantFrom(null, 'a', 'b'),
        afterMs: fc.integer({ min: 0, max: 60 * MINUTE_MS }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(beats, (drawn) => {
        const sorted = drawn.toSorted((a, b) => a.afterMs - b.afterMs);
        const runs = runsOf(sorted.map(({ afterMs, kind, run }) => beatAt(afterMs, kind, { run })));
        expect(runs.length).toBeLessThanOrEqual(sorted.length);
        const ends = sorted.filter(({ kind }) => kind !== 'start');
        expect(runs.filter(({ endedAt }) => endedAt !== null)).toHaveLength(ends.length);
        const open = runs.filter(({ outcome, run }) => outcome === 'running' && run === null);
        expect(open.length).toBeLessThanOrEqual(1);
        for (const run of runs) {
          expect(beganMsOf(run)).not.toBeNaN();
          expect(run.durationMs ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
