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

  it('draws a line through points that come at a slower pace, and breaks it where that is left out', () => {
    expect(drawn(at(1, 2, 3, 8, 13, 18))).toEqual(['1', '2', '3', '8', '13', '18']);
    expect(drawn(at(0, 5, 10, 25, 30, 35))).toEqual(['0', '5', '10', '(11)', '25', '30', '35']);
    expect(drawn(at(0, 40, 80))).toEqual(['0', '(1)', '40', '(41)', '80']);
  });

  it('forgives a step that is somewhat late', () => {
    expect(
      withGaps([{ at: '2026-01-01T00:00:00.000Z' }, { at: '2026-01-01T00:01:20.000Z' }], 60_000),
    ).toHaveLength(2);
  });
});
