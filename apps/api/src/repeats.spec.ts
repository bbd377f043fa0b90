import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Repeats } from './repeats.js';

describe('Repeats', () => {
  const said: string[] = [];
  let repeats: Repeats<string>;

  beforeEach(() => {
    jest.useFakeTimers();
    said.length = 0;
    repeats = new Repeats((what, count) => said.push(`${what} x${count}`));
  });
  afterEach(() => void jest.useRealTimers());

  it('says the first at once and the rest of a minute in one', () => {
    for (let n = 1; n <= 200; n += 1) repeats.note('timeout', `call ${n}`);
    expect(said).toEqual(['call 1 x1']);
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual(['call 1 x1', 'call 200 x199']);
  });

  it('goes on once a minute while it goes on, and begins anew after a minute of peace', () => {
    for (let second = 0; second < 180; second += 1) {
      repeats.note('timeout', 'call');
      jest.advanceTimersByTime(1_000);
    }
    expect(said).toEqual(['call x1', 'call x59', 'call x60', 'call x60']);
    jest.advanceTimersByTime(120_000);
    repeats.note('timeout', 'call');
    expect(said.at(-1)).toBe('call x1');
  });

  it('keeps kinds apart, up to as many as a person can read', () => {
    for (let n = 0; n < 1_000; n += 1) repeats.note(`kind ${n}`, `kind ${n}`);
    expect(said).toHaveLength(101);
    jest.advanceTimersByTime(60_000);
    expect(said.at(-1)).toBe('kind 999 x899');
  });
});
