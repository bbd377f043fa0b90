import { describe, expect, it } from '@jest/globals';
import { deltasBetween, ratesBetween, type CounterSample } from './counter-rate.js';

const sample = (atMs: number, hits: number, source = 'a'): CounterSample => ({
  atMs,
  steadyMs: atMs,
  source,
  counters: { hits },
});

describe('ratesBetween', () => {
  it('divides the growth by the time between, in seconds', () => {
    expect(ratesBetween(sample(0, 10), sample(4_000, 30))).toEqual({ hits: 5 });
  });

  it('goes by the steady clock, though the other one runs too fast', () => {
    expect(ratesBetween(sample(0, 10), { ...sample(4_100, 30), steadyMs: 4_000 })).toEqual({ hits: 5 });
  });

  it.each([
    ['there is no sample before', undefined, sample(1_000, 1)],
    ['a counter fell, as after a restart', sample(0, 10), sample(1_000, 3)],
    ['another server answered', sample(0, 1, 'a'), sample(1_000, 2, 'b')],
    ['no time passed', sample(1_000, 1), sample(1_000, 2)],
    ['the clock was set back', sample(3_600_000, 1), { ...sample(1_000, 2), steadyMs: 3_630_000 }],
    ['the clock was set, or the machine slept', sample(0, 1), { ...sample(3_600_000, 2), steadyMs: 30_000 }],
  ])('says nothing when %s', (_case, before, after) => {
    expect(ratesBetween(before, after)).toBeNull();
  });
});

describe('deltasBetween', () => {
  it('counts a counter that is new from zero', () => {
    const after = { ...sample(1_000, 12), counters: { hits: 12, misses: 4 } };
    expect(deltasBetween(sample(0, 10), after)).toEqual({ hits: 2, misses: 4 });
  });
});
