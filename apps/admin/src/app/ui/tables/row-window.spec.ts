import { signal } from '@angular/core';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { RowWindow } from './row-window';

const ROWS = Array.from({ length: 1_000 }, (_, index) => `row ${index}`);

describe('RowWindow', () => {
  const isOn = signal(true);
  let window: RowWindow<string>;

  beforeEach(() => {
    isOn.set(true);
    window = new RowWindow(
      signal(ROWS),
      signal((row: string) => row),
      isOn,
    );
  });

  const drawnPx = () => {
    const { rows, beforePx, afterPx } = window.drawn();
    return { count: rows.length, beforePx, afterPx };
  };

  it('draws all rows while it is off', () => {
    isOn.set(false);
    expect(drawnPx()).toEqual({ count: 1_000, beforePx: 0, afterPx: 0 });
  });

  it('draws the rows in sight, and some more', () => {
    const { first, rows, afterPx } = window.drawn();
    expect(first).toBe(0);
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.length).toBeLessThan(40);
    expect(afterPx).toBe((1_000 - rows.length) * 56);
  });

  it('follows the frame', () => {
    window.follow({ scrollTop: 28_000, clientHeight: 560 });
    const { first, rows, beforePx } = window.drawn();
    expect(first).toBeLessThan(500);
    expect(first + rows.length).toBeGreaterThan(510);
    expect(rows[0]).toBe(`row ${first}`);
    expect(beforePx).toBe(first * 56);
  });

  it('leaves as much room for rows that are not drawn as they had', () => {
    const { rows } = window.drawn();
    window.measure(rows.map((_, index) => (index === 0 ? 200 : 100)));
    window.follow({ scrollTop: 50_000, clientHeight: 560 });
    const { first, beforePx } = window.drawn();
    const usualPx = 100 + 100 / rows.length;
    expect(beforePx).toBeCloseTo(100 + rows.length * 100 + (first - rows.length) * usualPx);
  });

  it('draws the last rows at the end', () => {
    window.follow({ scrollTop: 56_000 - 560, clientHeight: 560 });
    expect(window.drawn().rows.at(-1)).toBe('row 999');
    expect(window.drawn().afterPx).toBe(0);
  });

  it('has not changed while what is drawn is the same', () => {
    const before = window.drawn();
    window.follow({ scrollTop: 1, clientHeight: 800 });
    expect(window.drawn()).toBe(before);
  });
});
