import { describe, expect, it } from '@jest/globals';
import { byHour, lastHourOf, sumOf } from './errors-by-hour.js';

const STEP_MS = 300_000;

/** A series of one error a step, by its first and last step, as `hh:mm`; the last one still fills. */
function series(from: string, to: string) {
  const [first, last] = [from, to].map((time) => Date.parse(`2026-10-02T${time}:00.000Z`));
  const steps = [];
  for (let atMs = first ?? 0; atMs <= (last ?? 0); atMs += STEP_MS) {
    steps.push({ atMs, count: 1, isIncomplete: atMs === last });
  }
  return steps;
}

describe('byHour', () => {
  it('gathers full hours, and marks the one that still fills', () => {
    expect(byHour(series('08:00', '09:10'))).toEqual([
      { at: '2026-10-02T08:00:00.000Z', count: 12, isIncomplete: false },
      { at: '2026-10-02T09:00:00.000Z', count: 3, isIncomplete: true },
    ]);
  });

  it('leaves out a first hour that it has only the end of', () => {
    expect(byHour(series('07:40', '09:55')).map(({ at }) => at)).toEqual([
      '2026-10-02T08:00:00.000Z',
      '2026-10-02T09:00:00.000Z',
    ]);
  });

  it('is empty without a series', () => {
    expect(byHour([])).toEqual([]);
  });
});

describe('lastHourOf', () => {
  it('counts the newest twelve steps', () => {
    expect(lastHourOf(series('08:00', '09:10'))).toBe(12);
    expect(lastHourOf(series('09:00', '09:10'))).toBe(3);
  });
});

describe('sumOf', () => {
  it('counts all steps', () => {
    expect(sumOf(series('08:00', '09:10'))).toBe(15);
  });
});
