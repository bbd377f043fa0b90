import { describe, expect, it } from '@jest/globals';
import type { RateStore } from '@envscope/store/rates/rate-store.js';
import { STORY_START_MS as START } from '../../observations.js';
import { openForEachTest, type StoresPlace } from '../stores-place.js';

const MINUTE_MS = 60_000;

/** What every adapter of `RateStore` promises. */
export function describeRateStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`the rates of ${adapter}`, () => {
    let store: RateStore;
    const openAgain = openForEachTest(makePlace, (stores) => {
      store = stores.rates;
    });
    const hit = (key: string, nowMs: number) => store.countHit({ key, nowMs, windowMs: MINUTE_MS });

    it('counts the hits of a window, each key for itself', async () => {
      const endsAtMs = START + MINUTE_MS;
      expect(await hit('a', START)).toEqual({ count: 1, endsAtMs });
      expect(await hit('a', START + 59_999)).toEqual({ count: 2, endsAtMs });
      expect(await hit('b', START)).toEqual({ count: 1, endsAtMs });
    });

    it('begins anew when a window is over', async () => {
      await hit('a', START);
      expect(await hit('a', START + MINUTE_MS)).toEqual({ count: 1, endsAtMs: START + 2 * MINUTE_MS });
      expect(await hit('a', START + MINUTE_MS + 1)).toMatchObject({ count: 2 });
    });

    it('counts every one of many at once', async () => {
      const counts = await Promise.all(Array.from({ length: 20 }, () => hit('a', START)));
      expect(counts.map(({ count }) => count).sort((one, other) => one - other)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });

    it('goes on counting after a restart', async () => {
      await hit('a', START);
      await openAgain();
      expect(await hit('a', START + 1)).toMatchObject({ count: 2 });
    });

    describe('of attempts', () => {
      const WAITS = { waitsMs: [0, 0, 5_000, 10_000], rememberedMs: MINUTE_MS };
      const attempt = (nowMs: number, key = 'who tried what') => store.admitAttempt({ key, nowMs, ...WAITS });

      it('lets so many fail at once, and has each further one wait longer, which none of those that wait prolongs', async () => {
        expect([await attempt(START), await attempt(START)]).toEqual([0, 0]);
        expect([await attempt(START), await attempt(START + 4_000)]).toEqual([5_000, 1_000]);
        expect([await attempt(START + 5_000), await attempt(START + 5_000)]).toEqual([0, 10_000]);
        expect([await attempt(START + 15_000), await attempt(START + 15_000)]).toEqual([0, 10_000]);
        expect(await attempt(START, 'somebody else')).toBe(0);
      });

      it('takes back what was no failure, and forgets all', async () => {
        for (const nowMs of [START, START]) await attempt(nowMs);
        await store.takeBackAttempt('who tried what');
        expect([await attempt(START), await attempt(START)]).toEqual([0, 5_000]);
        await store.forgetAttempts('who tried what');
        await store.takeBackAttempt('who tried what');
        expect([await attempt(START), await attempt(START), await attempt(START)]).toEqual([0, 0, 5_000]);
      });

      it('forgets them after a time, and lets nobody wait longer by a clock that is set back', async () => {
        for (const nowMs of [START, START]) await attempt(nowMs);
        expect(await attempt(START - 10 * MINUTE_MS)).toBe(5_000);
        expect([await attempt(START + MINUTE_MS), await attempt(START + MINUTE_MS)]).toEqual([0, 0]);
      });

      it('lets no more through of many at once, and remembers them after a restart', async () => {
        const waits = await Promise.all(Array.from({ length: 12 }, () => attempt(START)));
        expect(waits.filter((ms) => ms === 0)).toHaveLength(2);
        await openAgain();
        expect(await attempt(START)).toBe(5_000);
      });
    });
  });
}
