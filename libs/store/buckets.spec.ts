import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckStatus } from '@envscope/contracts/index.js';
import { bucketed, type Sample } from './buckets.js';

const sample: fc.Arbitrary<Sample> = fc.record({
  atMs: fc.integer({ min: 0, max: 600_000 }),
  status: fc.constantFrom(...CheckStatus.options),
  value: fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
});
const everything = { fromMs: 0, toMs: 600_001, stepMs: 60_000 };

describe('bucketed', () => {
  it('answers count, mean, extremes and the worst status of each bucket', () => {
    const samples: Sample[] = [
      { atMs: 61_000, status: 'up', value: 10 },
      { atMs: 62_000, status: 'down', value: null },
      { atMs: 119_999, status: 'degraded', value: 30 },
      { atMs: 120_000, status: 'paused', value: null },
    ];
    expect(bucketed(samples, everything)).toEqual([
      { at: '1970-01-01T00:01:00.000Z', count: 3, mean: 20, min: 10, max: 30, worst: 'down' },
      { at: '1970-01-01T00:02:00.000Z', count: 1, mean: null, min: null, max: null, worst: 'paused' },
    ]);
  });

  it('takes the first moment of the range and leaves out the last', () => {
    const samples: Sample[] = [90_000, 150_000].map((atMs) => ({ atMs, status: 'up', value: 1 }));
    const range = { fromMs: 90_000, toMs: 150_000, stepMs: 60_000 };
    expect(bucketed(samples, range).map(({ at, count }) => [at, count])).toEqual([
      ['1970-01-01T00:01:00.000Z', 1],
    ]);
  });

  it('gives the same digits in whatever order the samples come', () => {
    const shuffled = fc
      .array(sample, { maxLength: 50 })
      .chain((samples) =>
        fc.tuple(fc.constant(samples), fc.shuffledSubarray(samples, { minLength: samples.length })),
      );
    fc.assert(
      fc.property(shuffled, ([samples, others]) => {
        expect(bucketed(others, everything)).toEqual(bucketed(samples, everything));
      }),
    );
  });
});
