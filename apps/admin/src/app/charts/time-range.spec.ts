import { describe, expect, it } from '@jest/globals';
import { boundsOf, faultOf, isRunning, KEPT_MS, rangeOf, writtenOf } from './time-range';

const [FROM, TO] = ['2026-11-23T02:00:00.000Z', '2026-11-23T04:00:00.000Z'];
const [FROM_MS, TO_MS] = [Date.parse(FROM), Date.parse(TO)];
const FIXED = { kind: 'fixed', fromMs: FROM_MS, toMs: TO_MS } as const;

describe('A range of time', () => {
  it('is read as it was written', () => {
    expect(rangeOf({ from: FROM, to: TO })).toEqual(FIXED);
    expect(writtenOf(FIXED)).toEqual({ range: null, from: FROM, to: TO });
    expect(rangeOf({ range: '6h' })).toEqual({ kind: 'last', name: '6h' });
    expect(writtenOf({ kind: 'last', name: '6h' })).toEqual({ range: '6h', from: null, to: null });
  });

  it('takes two moments before a name, and the name where they are none', () => {
    expect(rangeOf({ range: '6h', from: FROM, to: TO })).toEqual(FIXED);
    expect(rangeOf({ range: '6h', from: TO, to: FROM })).toEqual({ kind: 'last', name: '6h' });
  });

  it.each([
    { story: 'a name that is none', written: { range: '5h' } },
    { story: 'one moment alone', written: { from: FROM } },
    { story: 'a beginning after the end', written: { from: TO, to: FROM } },
    { story: 'more than is kept', written: { from: '2026-11-01T00:00:00Z', to: TO } },
    { story: 'what browsers alone read', written: { from: '1', to: '2026' } },
    { story: 'a day that there is not', written: { from: '2026-13-41T00:00', to: TO } },
  ])('is not $story', ({ written }) => {
    expect(rangeOf(written)).toBeUndefined();
  });

  it('moves on, or stays where it is', () => {
    expect(boundsOf({ kind: 'last', name: '1h' }, TO_MS)).toEqual({ fromMs: TO_MS - 3_600_000, toMs: TO_MS });
    expect(boundsOf(FIXED, TO_MS + 1)).toEqual(FIXED);
    expect(isRunning({ kind: 'last', name: '7d' }, TO_MS)).toBe(true);
    expect(isRunning(FIXED, TO_MS - 1)).toBe(true);
    expect(isRunning(FIXED, TO_MS)).toBe(false);
  });

  it('says what is wrong with it', () => {
    expect(faultOf(NaN, TO_MS)).toBe('missing');
    expect(faultOf(TO_MS, TO_MS)).toBe('reversed');
    expect(faultOf(TO_MS - KEPT_MS - 1, TO_MS)).toBe('too-long');
    expect(faultOf(TO_MS - KEPT_MS, TO_MS)).toBeNull();
  });
});
