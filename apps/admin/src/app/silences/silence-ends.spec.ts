import { describe, expect, it } from '@jest/globals';
import { silenceEndMs } from './silence-ends';

const HOUR_MS = 3_600_000;
/** The reader's own time. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

describe('silenceEndMs', () => {
  it('counts hours from now', () => {
    expect(silenceEndMs('1h', at(23, 3)) - at(23, 3)).toBe(HOUR_MS);
    expect(silenceEndMs('4h', at(23, 3)) - at(23, 3)).toBe(4 * HOUR_MS);
  });

  it.each([
    { story: 'in the evening', nowMs: at(23, 22), endMs: at(24, 9) },
    { story: 'at three in the morning', nowMs: at(24, 3), endMs: at(24, 9) },
    { story: 'at nine', nowMs: at(24, 9), endMs: at(25, 9) },
    { story: 'a few minutes before nine', nowMs: at(24, 8, 45), endMs: at(25, 9) },
    { story: 'at the end of a month', nowMs: at(30, 23), endMs: new Date(2026, 11, 1, 9).getTime() },
  ])('ends at the next nine o’clock that is meant, $story', ({ nowMs, endMs }) => {
    expect(silenceEndMs('morning', nowMs)).toBe(endMs);
  });
});
