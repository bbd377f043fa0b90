import { describe, expect, it } from '@jest/globals';
import { type ChartMark, groupMarks, type MarkKind } from './chart-marks';

const MINUTE = 60_000;
/** A range of 40 minutes: as many places for marks. */
const TO = 40 * MINUTE;

const at = (minute: number, kind: MarkKind = 'incident', endMinute?: number | null): ChartMark => ({
  id: `${kind} ${minute}`,
  kind,
  atMs: minute * MINUTE,
  text: kind,
  ...(endMinute !== undefined && { endMs: endMinute === null ? null : endMinute * MINUTE }),
});

const shown = (...marks: ChartMark[]) =>
  groupMarks(marks, 0, TO).map(({ atMs, shape, marks: all }) => [atMs / MINUTE, shape, all.length]);

describe('groupMarks', () => {
  it('keeps what has a place of its own apart, oldest first', () => {
    expect(shown(at(20, 'release'), at(5), at(6))).toEqual([
      [5, 'incident', 1],
      [6, 'incident', 1],
      [20, 'release', 1],
    ]);
  });

  it('puts together what would overprint, and says where it is of several kinds', () => {
    expect(shown(at(5), at(5.5), at(5.9))).toEqual([[5, 'incident', 3]]);
    expect(shown(at(5), at(5.5, 'deploy'))).toEqual([[5, 'several', 2]]);
  });

  it('does not chain: a long row of marks is several groups', () => {
    expect(shown(at(5), at(5.6), at(6.2)).map(([minute]) => minute)).toEqual([5, 6.2]);
  });

  it('leaves out what is over before the range, or begins after it', () => {
    expect(shown(at(-5), at(-5, 'release'), at(-5, 'incident', -1), at(40))).toEqual([]);
  });

  it('stands what reaches into the range at its beginning', () => {
    expect(shown(at(-5, 'incident', 3))).toEqual([[0, 'incident', 1]]);
    expect(shown(at(-5, 'incident', null))).toEqual([[0, 'incident', 1]]);
  });
});
