import * as z from 'zod';
import { describe, expect, it } from '@jest/globals';
import { TimeOrderedIds } from './time-ordered-ids.js';

describe('TimeOrderedIds', () => {
  it('makes UUIDs of version 7', () => {
    const ids = new TimeOrderedIds();
    expect(z.uuidv7().safeParse(ids.next()).success).toBe(true);
  });

  it.each([
    { story: 'within one millisecond', clock: () => 1_790_000_000_000 },
    { story: 'while the clock is set back', clock: clockOf(5_000, 4_000, 4_500, 5_001) },
    { story: 'as time passes', clock: clockOf(1, 2, 3, 10_000) },
  ])('sorts them as they were made $story', ({ clock }) => {
    const ids = new TimeOrderedIds(clock);
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});

/** Answers these moments in turn, and the last one for good. */
function clockOf(...moments: number[]): () => number {
  return () => (moments.length > 1 ? moments.shift() : moments[0]) ?? 0;
}
