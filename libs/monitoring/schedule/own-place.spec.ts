import { describe, expect, it } from '@jest/globals';
import { placeOf, untilNextMs } from './own-place.js';

describe('placeOf', () => {
  it('goes by the identity alone, and lies within the interval', () => {
    expect(placeOf('dev', 'endpoints', 'api')).toBe(placeOf('dev', 'endpoints', 'api'));
    expect(placeOf('dev', 'endpoints', 'api')).not.toBe(placeOf('dev', 'endpoints', 'web'));
    const places = Array.from({ length: 1_000 }, (_, index) => placeOf('dev', 'endpoints', `e${index}`));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places)).toBeLessThan(1);
  });
});

describe('untilNextMs', () => {
  it.each([
    { story: 'before its place', nowMs: 100_000, expected: 5_000 },
    { story: 'at its place', nowMs: 105_000, expected: 0 },
    { story: 'after its place', nowMs: 106_000, expected: 19_000 },
    { story: 'too close before its place', nowMs: 104_000, leastMs: 10_000, expected: 21_000 },
  ])('waits for the place in the interval: $story', ({ nowMs, leastMs = 0, expected }) => {
    expect(untilNextMs(nowMs, 20_000, 0.25, leastMs)).toBe(expected);
  });
});
