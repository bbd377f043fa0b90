import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askedWait, instantOf, isFigure, isMoment, LONGEST_WAIT_MS, MomentText } from './bounds.js';

const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(8.64e15, 2.6e14, -1, 0, Infinity));

describe('instantOf', () => {
  it('answers an ISO text with a year of four digits, or nothing', () => {
    fc.assert(
      fc.property(anyNumber, (ms) => {
        const instant = instantOf(ms);
        expect(instant === null).toBe(!isMoment(ms));
        if (instant !== null) expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      }),
    );
  });

  it.each([
    ['2026-10-02T09:41:57Z', '2026-10-02T09:41:57.000Z'],
    ['2026-10-02T18:41:57+09:00', '2026-10-02T09:41:57.000Z'],
    ['9999-12-31T23:59:59-23:59', null],
    ['0001-01-01T00:00:00Z', null],
    ['soon', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('reads %p as %p', (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });
});

describe('isFigure', () => {
  it('holds what can be counted on', () => {
    const held = [0, -1, 0.1, 2 ** 53 - 1, 2 ** 53, 1e300, Infinity, -Infinity, Number.NaN].filter(isFigure);
    expect(held).toEqual([0, -1, 0.1, 2 ** 53 - 1]);
  });
});

describe('askedWait', () => {
  it('is a wait that a timer can take, and a moment that can be written, whatever is asked for', () => {
    fc.assert(
      fc.property(anyNumber, (ms) => {
        const { waitMs = 1, askedForMs = null } = askedWait(ms) ?? {};
        expect(Number.isInteger(waitMs) && waitMs >= 1 && waitMs <= LONGEST_WAIT_MS).toBe(true);
        expect(askedForMs !== null).toBe(ms > LONGEST_WAIT_MS);
        expect(Number.isSafeInteger(askedForMs ?? 0)).toBe(true);
      }),
    );
  });

  it.each([0, -1, Number.NaN, -Infinity])('is none of %p', (ms) => {
    expect(askedWait(ms)).toBeUndefined();
  });
});

describe('MomentText', () => {
  it('reads a moment with any offset', () => {
    expect(MomentText.parse('2026-10-02T18:41:57+09:00')).toBe(Date.UTC(2026, 9, 2, 9, 41, 57));
  });

  it.each([
    '9999-12-31T23:59:59-23:59',
    '3000-01-01T00:00:01Z',
    '1969-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-10-02',
  ])('refuses %s', (text) => {
    expect(MomentText.safeParse(text).success).toBe(false);
  });
});
