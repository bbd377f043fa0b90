import { describe, expect, it } from '@jest/globals';
import { withGaps } from './with-gaps';

const at = (...minutes: number[]) =>
  minutes.map((minute) => ({ at: new Date(minute * 60_000).toISOString() }));

/** The minutes of the moments; those without a point in brackets. */
const drawn = (points: { at: string }[]) =>
  withGaps(points, 60_000).map(({ atMs, point }) => (point ? `${atMs / 60_000}` : `(${atMs / 60_000})`));

describe('withGaps', () => {
  it('keeps neighbouring steps as they are', () => {
    expect(drawn(at(1, 2, 3))).toEqual(['1', '2', '3']);
  });

  it('breaks the line where steps are missing', () => {
    expect(drawn(at(1, 2, 9, 10))).toEqual(['1', '2', '(3)', '9', '10']);
  });

  it('forgives a step that is somewhat late', () => {
    expect(
      withGaps([{ at: '2026-01-01T00:00:00.000Z' }, { at: '2026-01-01T00:01:20.000Z' }], 60_000),
    ).toHaveLength(2);
  });
});
