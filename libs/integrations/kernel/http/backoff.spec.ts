import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from './backoff.js';

const refusals = fc.integer({ min: 1, max: 5_000 });
const random = fc.double({ min: 0, max: 1, noNaN: true });

describe('backoffMs', () => {
  it('is never tighter than a second, nor longer than two minutes', () => {
    fc.assert(
      fc.property(refusals, random, (count, by) => {
        expect(backoffMs(count, by)).toBeGreaterThanOrEqual(1_000);
        expect(backoffMs(count, by)).toBeLessThanOrEqual(120_000);
      }),
    );
  });

  it('doubles up to its cap, whatever the jitter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), random, random, (count, by, next) => {
        expect(backoffMs(count + 1, next)).toBeGreaterThan(backoffMs(count, by));
      }),
    );
    expect([1, 2, 3, 7, 8, 9, 5_000].map((count) => backoffMs(count, 0))).toEqual([
      1_000, 2_000, 4_000, 64_000, 80_000, 80_000, 80_000,
    ]);
  });

  it('spreads what failed together', () => {
    expect([0, 0.5, 1].map((by) => backoffMs(3, by))).toEqual([4_000, 5_000, 6_000]);
  });
});
