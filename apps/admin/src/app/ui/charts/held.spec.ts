import { describe, expect, it } from '@jest/globals';
import { held } from './held';

const MINUTE_MS = 60_000;

describe('held', () => {
  it('keeps a value until the next one is due, and no longer', () => {
    const values = [null, 4, null, null, 6, null, null, null];
    expect(held(values, 2.5 * MINUTE_MS, MINUTE_MS)).toEqual([null, 4, 4, 4, 6, 6, 6, null]);
  });

  it('shows that a check of each step was left out', () => {
    expect(held([1, null, 3], MINUTE_MS / 2, MINUTE_MS)).toEqual([1, null, 3]);
  });
});
