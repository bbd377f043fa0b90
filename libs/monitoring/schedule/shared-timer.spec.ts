import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SharedTimer } from './shared-timer.js';

describe('SharedTimer', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const begin = () => {
    const rung: { item: string; atMs: number }[] = [];
    const startMs = performance.now();
    const timer = new SharedTimer<string>((item) =>
      rung.push({ item, atMs: Math.round(performance.now() - startMs) }),
    );
    return { timer, rung, items: () => rung.map(({ item }) => item) };
  };

  it('rings together what is due in the same tenth of a second, by one timer, and nothing too early', () => {
    const { timer, rung } = begin();
    ['a', 'b', 'c'].forEach((item, index) => timer.set(item, 510 + 20 * index));
    expect(jest.getTimerCount()).toBe(1);
    timer.set('d', 630);
    expect(jest.getTimerCount()).toBe(2);
    jest.advanceTimersByTime(1_000);
    expect(new Set(rung.slice(0, 3).map(({ atMs }) => atMs)).size).toBe(1);
    expect(rung.map(({ item }) => item)).toEqual(['a', 'b', 'c', 'd']);
    expect(rung.every(({ atMs }, index) => atMs >= (index === 3 ? 630 : 510 + 20 * index))).toBe(true);
    expect(rung.every(({ atMs }) => atMs <= 731)).toBe(true);
  });

  it('answers when it rings', () => {
    const { timer, rung } = begin();
    const startMs = performance.now();
    const dueMs = timer.set('a', 1_234);
    jest.advanceTimersByTime(2_000);
    expect(Math.abs((rung[0]?.atMs ?? 0) - (dueMs - startMs))).toBeLessThanOrEqual(1);
  });

  it('rings once for each, at the time that was set last', () => {
    const { timer, rung } = begin();
    timer.set('a', 200);
    timer.set('a', 900);
    jest.advanceTimersByTime(500);
    expect(rung).toEqual([]);
    jest.advanceTimersByTime(5_000);
    expect(rung).toHaveLength(1);
  });

  it('leaves no timer behind that nobody waits for', () => {
    const { timer, items } = begin();
    timer.set('a', 200);
    timer.set('b', 200);
    timer.clear('a');
    expect(jest.getTimerCount()).toBe(1);
    timer.clear('b');
    timer.clear('never set');
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(1_000);
    expect(items()).toEqual([]);
  });

  it('heeds what one that rings sets or clears of those that ring with it', () => {
    const rung: string[] = [];
    const timer: SharedTimer<string> = new SharedTimer((item) => {
      rung.push(item);
      if (item !== 'first') return;
      timer.clear('cleared');
      timer.set('later', 1_000);
      timer.set('first', 1_000);
      timer.set('at once', 0);
    });
    for (const item of ['first', 'cleared', 'later', 'stays']) timer.set(item, 100);
    jest.advanceTimersByTime(250);
    expect(rung).toEqual(['first', 'stays', 'at once']);
    jest.advanceTimersByTime(1_100);
    expect(rung).toEqual(['first', 'stays', 'at once', 'later', 'first', 'at once']);
  });
});
