import { describe, expect, it } from '@jest/globals';
import { silenceMs } from './freshness';

const NOW = Date.parse('2026-11-23T06:00:00.000Z');
const seen = (secondsAgo: number, isStale = false) => ({
  observedAt: new Date(NOW - secondsAgo * 1_000).toISOString(),
  isStale,
  staleAfterMs: 90_000,
});

describe('silenceMs', () => {
  it.each([
    { story: 'is null while observations come', state: seen(30), expected: null },
    { story: 'is null at the limit', state: seen(90), expected: null },
    { story: 'shows the age once several intervals brought nothing', state: seen(91), expected: 91_000 },
    { story: 'believes the server that something is stale', state: seen(5, true), expected: 5_000 },
    { story: 'is null before the first check', state: { ...seen(0), observedAt: null }, expected: null },
    {
      story: 'never ages what is checked once',
      state: { ...seen(9_999), staleAfterMs: null },
      expected: null,
    },
    { story: 'is null where the server’s clock runs ahead', state: seen(-60), expected: null },
  ])('$story', ({ state, expected }) => {
    expect(silenceMs(state, NOW)).toBe(expected);
  });
});
