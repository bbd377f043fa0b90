import { FakeBeatStore } from '@envscope/testing/fakes/fake-beat-store.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { describe, expect, it } from '@jest/globals';
import { Listening } from './listening.js';

const MINUTE_MS = 60_000;

describe('Listening', () => {
  it('knows a time that has just ended when it is asked for the first time', async () => {
    const store = new FakeBeatStore();
    const clock = new FakeClock();
    const beganMs = clock.now();
    await new Listening(store, clock).deafTimes();
    clock.pass(10 * MINUTE_MS);
    const next = new Listening(store, clock);
    expect(await next.deafTimes()).toEqual([{ fromMs: beganMs, untilMs: beganMs + 10 * MINUTE_MS }]);
  });

  it('counts the time in which the store was away', async () => {
    const store = new FakeBeatStore();
    const clock = new FakeClock();
    const listening = new Listening(store, clock);
    await listening.deafTimes();
    store.isFailing = true;
    clock.pass(MINUTE_MS);
    await expect(listening.deafTimes()).rejects.toThrow();
    store.isFailing = false;
    expect(await listening.deafTimes()).toHaveLength(1);
  });
});
