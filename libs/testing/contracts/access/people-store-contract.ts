import { describe, expect, it } from '@jest/globals';
import { MOST_SET_UP_TOKENS, type PeopleStore } from '@envscope/store/access/people-store.js';
import { personOf } from '../../people.js';
import { openForEachTest, type StoresPlace } from '../stores-place.js';

/** What every adapter of `PeopleStore` promises. */
export function describePeopleStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a store of people`, () => {
    let store: PeopleStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.people;
    });
    const minji = personOf({ id: 'a' });
    const other = personOf({ id: 'b', email: null, identity: 'https://id.example.com 42' });

    it('keeps people, finds them by id, email and identity, and deletes them', async () => {
      expect(await store.savePerson(other, null)).toBe(true);
      expect(await store.savePerson(minji, null)).toBe(true);
      await reopen();
      expect(await store.people()).toEqual([minji, other]);
      expect(await store.person('b')).toEqual(other);
      expect(await store.personOfEmail('minji@example.com')).toEqual(minji);
      expect(await store.personOfIdentity('https://id.example.com 42')).toEqual(other);
      expect(await store.person('c')).toBeNull();
      expect(await store.personOfEmail('other@example.com')).toBeNull();
      expect(await store.deletePerson('a')).toBe(true);
      expect(await store.deletePerson('a')).toBe(false);
      expect(await store.people()).toEqual([other]);
    });

    it('replaces one that nobody has changed since, and no other', async () => {
      await store.savePerson(minji, null);
      const renamed = personOf({ id: 'a', name: 'Minji', email: 'm@example.com' });
      expect(await store.savePerson(minji, null)).toBe(false);
      expect(await store.savePerson(renamed, minji)).toBe(true);
      expect(await store.savePerson(personOf({ id: 'a', name: 'Late' }), minji)).toBe(false);
      expect(await store.savePerson(other, other)).toBe(false);
      expect(await store.people()).toEqual([renamed]);
      expect(await store.personOfEmail('minji@example.com')).toBeNull();
    });

    it('keeps no second person with the same email or identity, and many without', async () => {
      await store.savePerson(minji, null);
      await store.savePerson(other, null);
      const third = personOf({ id: 'c', email: null });
      expect(await store.savePerson(personOf({ id: 'd' }), null)).toBe(false);
      expect(await store.savePerson(personOf({ ...other, id: 'd' }), null)).toBe(false);
      expect(await store.savePerson({ ...other, email: minji.email }, other)).toBe(false);
      expect(await store.savePerson(third, null)).toBe(true);
      expect(await store.savePerson({ ...third, id: 'd' }, null)).toBe(true);
      expect((await store.people()).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('gives all set-up tokens to the first who brings one of them', async () => {
      await Promise.all(['x', 'y'].map((hash) => store.keepSetUpToken(hash)));
      expect(await store.hasSetUpToken('y')).toBe(true);
      expect(await store.takeSetUpToken('z')).toBe(false);
      const taken = await Promise.all(['x', 'y'].map((hash) => store.takeSetUpToken(hash)));
      expect(taken.toSorted()).toEqual([false, true]);
      expect(await store.hasSetUpToken('x')).toBe(false);
    });

    it('keeps the newest set-up tokens alone', async () => {
      for (let number = 0; number <= MOST_SET_UP_TOKENS; number += 1) await store.keepSetUpToken(`${number}`);
      expect(await store.hasSetUpToken('0')).toBe(false);
      expect(await store.hasSetUpToken('1')).toBe(true);
      expect(await store.hasSetUpToken(`${MOST_SET_UP_TOKENS}`)).toBe(true);
    });
  });
}
