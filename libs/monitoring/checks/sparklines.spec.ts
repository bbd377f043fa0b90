import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { Sparklines } from './sparklines.js';

const MINUTE_MS = 60_000;
const now = () => STORY_START_MS;
const minutesAgo = (minutes: number) => STORY_START_MS - minutes * MINUTE_MS;

describe('Sparklines', () => {
  it('means the values of each minute, and leaves gaps where nothing was measured', () => {
    const sparklines = new Sparklines(new Map([['redis', 'latencyMs']]), now);
    sparklines.note(observationOf({ atMs: minutesAgo(0), results: [{ latencyMs: 10 }, { latencyMs: 20 }] }));
    sparklines.note(observationOf({ atMs: minutesAgo(2), results: [{ latencyMs: 7 }] }));
    expect(sparklines.of('dev', 'redis')?.values.slice(-4)).toEqual([null, 7, null, 15]);
  });

  it('takes no value for zero', () => {
    const sparklines = new Sparklines(new Map([['redis', 'keys']]), now);
    sparklines.note(observationOf({ results: [{ measurements: {} }] }));
    expect(sparklines.of('dev', 'redis')).toBeNull();
  });

  it('forgets what is over an hour old', () => {
    let clock = STORY_START_MS;
    const sparklines = new Sparklines(new Map([['redis', 'latencyMs']]), () => clock);
    sparklines.note(observationOf());
    clock += 61 * MINUTE_MS;
    expect(sparklines.of('dev', 'redis')?.values.every((value) => value === null)).toBe(true);
  });
});
