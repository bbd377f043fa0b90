import { describe, expect, it } from '@jest/globals';
import type { MuteStore } from '@envscope/store/mute-store.js';
import { idOf, instantAfter, muteOf } from '../alerts.js';
import { STORY_START_MS as START } from '../observations.js';
import { openForEachTest, type StoresPlace } from './stores-place.js';

const MINUTE_MS = 60_000;
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

/** What every adapter of `MuteStore` promises. */
export function describeMuteStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a mute store`, () => {
    let store: MuteStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.mutes;
    });

    it('keeps mutes and leaves out those that were over before the moment', async () => {
      const mutes = [
        muteOf({ id: idOf(1), endsAt: '2026-10-02T09:10:00Z' }),
        muteOf({ id: idOf(2), endsAt: null }),
        muteOf({ id: idOf(3), ended: { by: 'Minji', at: instantAfter(5 * MINUTE_MS) } }),
        muteOf({ id: idOf(4), endsAt: null, reason: '배포.$set 🚀' }),
      ];
      for (const mute of mutes) expect(await store.saveMute(mute, null)).toBe(true);
      const ended = muteOf({ ...mutes[1], ended: { by: 'ci', at: instantAfter(20 * MINUTE_MS) } });
      expect(await store.saveMute(ended, mutes[1] ?? null)).toBe(true);
      await reopen();
      expect(await store.mutes(START)).toEqual([mutes[3], mutes[2], ended, mutes[0]]);
      expect(ids(await store.mutes(START + 10 * MINUTE_MS))).toEqual([4, 2, 1].map(idOf));
      expect(ids(await store.mutes(START + 10 * MINUTE_MS + 1))).toEqual([4, 2].map(idOf));
    });

    it('lets one of two people end a mute, and one of two make it', async () => {
      const mute = muteOf({ id: idOf(1), endsAt: null });
      const made = await Promise.all([store.saveMute(mute, null), store.saveMute(mute, null)]);
      expect(made.toSorted()).toEqual([false, true]);
      const people = ['Minji', 'Joon'];
      const ended = people.map((by) => ({ ...mute, ended: { by, at: instantAfter(MINUTE_MS) } }));
      const outcomes = await Promise.all(ended.map((each) => store.saveMute(each, mute)));
      expect(outcomes.toSorted()).toEqual([false, true]);
      expect(await store.mutes(0)).toEqual([ended[outcomes.indexOf(true)]]);
    });

    it('forgets those that were over before the moment', async () => {
      await store.saveMute(muteOf({ id: idOf(1), endsAt: instantAfter(MINUTE_MS) }), null);
      await store.saveMute(muteOf({ id: idOf(2), endsAt: instantAfter(10 * MINUTE_MS) }), null);
      await store.saveMute(muteOf({ id: idOf(3), endsAt: null }), null);
      await store.pruneMutes(START + 10 * MINUTE_MS);
      expect(ids(await store.mutes(0))).toEqual([idOf(3), idOf(2)]);
    });
  });
}
