import { describe, expect, it } from '@jest/globals';
import type { HeldLease, LeaseStore } from '@envscope/store/lease-store.js';
import { STORY_START_MS as START } from '../observations.js';
import { openForEachTest, type StoresPlace } from './stores-place.js';

const MINUTE_MS = 60_000;

/** What every adapter of `LeaseStore` promises. */
export function describeLeaseStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`the lease of ${adapter}`, () => {
    let store: LeaseStore;
    openForEachTest(makePlace, (stores) => {
      store = stores.lease;
    });

    const held = (owner: string, nowMs: number, lapsed?: HeldLease) =>
      store.holdLease({ owner, untilMs: nowMs + MINUTE_MS, nowMs, lapsed });
    const lease = async (owner: string, nowMs: number) => (await held(owner, nowMs)).owner === owner;

    it('is given to one at a time, where the store is shared', async () => {
      const isShared = store.isShared;
      expect(await lease('a', START)).toBe(true);
      expect(await lease('b', START + MINUTE_MS - 1)).toBe(!isShared);
      expect(await lease('a', START + 30_000)).toBe(true);
      expect(await lease('b', START + MINUTE_MS)).toBe(!isShared);
      expect(await lease('b', START + 90_000)).toBe(true);
      expect(await lease('a', START + 90_000)).toBe(!isShared);
    });

    it('can be had at once when its holder lets go of it, and by the holder alone', async () => {
      await lease('a', START);
      await store.releaseLease('b');
      expect(await lease('b', START)).toBe(!store.isShared);
      await store.releaseLease('a');
      expect(await lease('b', START)).toBe(true);
    });

    it('goes to one of many that ask at once', async () => {
      const owners = ['a', 'b', 'c', 'd'];
      const given = await Promise.all(owners.map((owner) => lease(owner, START)));
      expect(given.filter(Boolean)).toHaveLength(store.isShared ? 1 : owners.length);
    });

    it('has a term that grows with each that gets it, and stays while that one keeps it', async () => {
      const { term } = await held('a', START);
      expect(await held('a', START + 1)).toEqual({ owner: 'a', term, untilMs: START + 1 + MINUTE_MS });
      await store.releaseLease('a');
      const next = await held('b', START + 2);
      const again = await held('a', START + 2 + MINUTE_MS);
      const terms = [term, next.term, again.term];
      const grown = store.isShared ? [term, term + 1, term + 2] : [term, term, term];
      expect(terms).toEqual(grown);
    });

    it('can be taken from one that has not renewed it, however far ahead the clock was that wrote its end', async () => {
      const present = await held('a', START + 3_600_000);
      if (!store.isShared) return;
      expect(await held('b', START)).toEqual(present);
      const renewed = await held('a', START + 3_600_001);
      expect(await held('b', START, present)).toEqual(renewed);
      expect(await held('b', START, renewed)).toMatchObject({ owner: 'b', term: present.term + 1 });
    });
  });
}
