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
  });
}
