import { describe, expect, it } from '@jest/globals';
import { keptPlan } from './kept-plan.ts';

const INTERVAL_MS = 60_000;
const time = { fromMs: 0, toMs: 5 * INTERVAL_MS, intervalMs: INTERVAL_MS };
/** In the middle of each interval, and one before. */
const ON_TIME = [-30_000, 30_000, 90_000, 150_000, 210_000, 270_000];
const kept = (results: readonly number[]) => keptPlan(results, 0.5, time);

describe('the plan of a target', () => {
  it('is kept where each check has its result', () => {
    // The last one's interval ends after the measured time.
    expect(kept(ON_TIME)).toEqual({
      planned: 4,
      results: 4,
      doubles: 0,
      late: 0,
      longestGapMs: INTERVAL_MS,
      gapsTooLong: [],
    });
  });

  it('is kept where a check is late, even by an interval', () => {
    expect(kept([-30_000, 30_000, 125_000, 150_000, 210_000, 270_000])).toMatchObject({
      doubles: 0,
      late: 0,
    });
    expect(kept([-30_000, 30_000, 150_500, 151_000, 210_000, 270_000])).toMatchObject({
      doubles: 0,
      late: 1,
      longestGapMs: 120_500,
      gapsTooLong: [30_000],
    });
  });

  it.each([
    ['beside it', [...ON_TIME, 91_000], 1],
    ['twice beside it', [...ON_TIME, 91_000, 92_000], 2],
    ['twice beside one that is late', [-30_000, 30_000, 150_000, 151_000, 152_000, 210_000, 270_000], 1],
  ])('is broken by a result %s', (_, results, doubles) => {
    const sorted = results.toSorted((a, b) => a - b);
    expect(kept(sorted).doubles).toBe(doubles);
  });

  it('is broken where nothing comes for more than an interval beyond it, at the end too', () => {
    expect(kept([-30_000, 90_001, 150_000, 210_000, 270_000]).gapsTooLong).toEqual([-30_000]);
    expect(kept([-30_000, 30_000, 90_000, 150_000]).gapsTooLong).toEqual([150_000]);
    expect(kept([])).toMatchObject({ planned: 4, results: 0, late: 4, gapsTooLong: [0] });
  });
});
