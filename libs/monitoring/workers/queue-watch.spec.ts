import { beforeEach, describe, expect, it } from '@jest/globals';
import { QueueWatch } from './queue-watch.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

describe('QueueWatch', () => {
  let nowMs: number;
  let watch: QueueWatch;
  const pass = (ms: number) => (nowMs += ms);
  const away = (ms: number) => {
    watch.turned(false);
    pass(ms);
  };
  const answering = (ms: number) => {
    watch.turned(true);
    pass(ms);
  };

  beforeEach(() => {
    nowMs = 0;
    watch = new QueueWatch(() => nowMs);
    watch.begin();
  });

  it('calls a queue away after two minutes, and says since when', () => {
    answering(MINUTE_MS);
    away(2 * MINUTE_MS);
    expect(watch.awaySinceMs).toBeNull();
    pass(1);
    expect([watch.awaySinceMs, watch.backSinceMs]).toEqual([MINUTE_MS, null]);
    answering(SECOND_MS);
    expect([watch.awaySinceMs, watch.backSinceMs]).toEqual([null, 3 * MINUTE_MS + 1]);
  });

  it('knows of one that was never there that it is away', () => {
    away(2 * MINUTE_MS + 1);
    expect(watch.awaySinceMs).toBe(0);
  });

  it('adds up times away, so that a queue that comes and goes is away as well, while it is gone', () => {
    answering(MINUTE_MS);
    for (let times = 0; times < 2; times += 1) {
      away(MINUTE_MS);
      answering(MINUTE_MS);
    }
    expect(watch.awaySinceMs).toBeNull();
    away(1);
    expect(watch.awaySinceMs).toBe(MINUTE_MS);
  });

  it('has settled after ten minutes, and forgets then what was before', () => {
    away(2 * MINUTE_MS);
    answering(10 * MINUTE_MS - 1);
    expect(watch.hasSettled).toBe(false);
    pass(1);
    expect(watch.hasSettled).toBe(true);
    away(2 * MINUTE_MS);
    expect([watch.awaySinceMs, watch.hasSettled]).toEqual([null, false]);
  });

  it('counts no time in which nobody listened', () => {
    answering(MINUTE_MS);
    pass(60 * MINUTE_MS);
    watch.forgive();
    expect(watch.hasSettled).toBe(false);
    away(MINUTE_MS);
    pass(60 * MINUTE_MS);
    watch.forgive();
    pass(MINUTE_MS);
    expect(watch.awaySinceMs).toBeNull();
  });

  it('knows nothing any more where it begins anew', () => {
    away(3 * MINUTE_MS);
    watch.begin();
    expect([watch.awaySinceMs, watch.backSinceMs, watch.hasSettled]).toEqual([null, null, false]);
    away(2 * MINUTE_MS);
    expect(watch.awaySinceMs).toBeNull();
  });
});
