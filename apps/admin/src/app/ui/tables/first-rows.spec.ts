import { describe, expect, it } from '@jest/globals';
import { FirstRows } from './first-rows';

const rows = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('FirstRows', () => {
  it('shows a short table whole', () => {
    const first = new FirstRows();
    expect(first.of(rows(50))).toHaveLength(50);
    expect(first.hidden(rows(50))).toBe(0);
  });

  it('shows the head of a long table and says how many follow, until asked for all', () => {
    const first = new FirstRows();
    expect(first.of(rows(1_000))).toEqual(rows(50));
    expect(first.hidden(rows(1_000))).toBe(950);
    first.showAll();
    expect(first.of(rows(1_000))).toHaveLength(1_000);
    expect(first.hidden(rows(1_000))).toBe(0);
  });
});
