import { describe, expect, it } from '@jest/globals';
import type { SessionRecord, SessionStore } from '@envscope/store/access/session-store.js';
import { STORY_START_MS as START } from '../../observations.js';
import { openForEachTest, type StoresPlace } from '../stores-place.js';

const HOUR_MS = 3_600_000;

/** What every adapter of `SessionStore` promises. */
export function describeSessionStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a store of sessions`, () => {
    let store: SessionStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.sessions;
    });

    function sessionOf(id: string, part: Partial<SessionRecord> = {}): SessionRecord {
      return {
        id,
        personId: 'minji',
        method: 'password',
        createdAtMs: START,
        seenAtMs: START,
        endsAtMs: START + HOUR_MS,
        address: '192.0.2.7',
        agent: '',
        ...part,
      };
    }

    it('keeps a session until it ends', async () => {
      await store.addSession(sessionOf('a'));
      await reopen();
      expect(await store.session('a', START + HOUR_MS - 1)).toEqual(sessionOf('a'));
      expect(await store.session('a', START + HOUR_MS)).toBeNull();
      expect(await store.session('b', START)).toBeNull();
    });

    it('lists those of a person that last, newest first', async () => {
      const newer = sessionOf('b', { createdAtMs: START + 1 });
      const over = sessionOf('c', { endsAtMs: START });
      for (const each of [sessionOf('a'), newer, over, sessionOf('d', { personId: 'other' })]) {
        await store.addSession(each);
      }
      expect(await store.sessionsOf('minji', START)).toEqual([newer, sessionOf('a')]);
    });

    it('prolongs one that is used, and makes none of one that was ended', async () => {
      await store.addSession(sessionOf('a'));
      const use = { seenAtMs: START + 5, endsAtMs: START + 2 * HOUR_MS };
      await store.useSession({ id: 'a', ...use });
      await store.useSession({ id: 'b', ...use });
      expect(await store.session('a', START + HOUR_MS)).toEqual(sessionOf('a', use));
      expect(await store.session('b', START)).toBeNull();
    });

    it('ends one, and all of a person but one', async () => {
      for (const id of ['a', 'b', 'c']) await store.addSession(sessionOf(id));
      await store.addSession(sessionOf('d', { personId: 'other' }));
      expect(await store.endSession('a')).toBe(true);
      expect(await store.endSession('a')).toBe(false);
      expect(await store.endSessionsOf('minji', 'b')).toBe(1);
      expect(await store.sessionsOf('minji', START)).toEqual([sessionOf('b')]);
      expect(await store.endSessionsOf('minji', null)).toBe(1);
      expect(await store.sessionsOf('other', START)).toHaveLength(1);
    });

    it('gives a key that was kept to one asker, in time', async () => {
      await store.keepOnce('a', START + 1);
      await store.keepOnce('b', START + 1);
      const taken = await Promise.all([store.takeOnce('a', START), store.takeOnce('a', START)]);
      expect(taken.toSorted()).toEqual([false, true]);
      expect(await store.takeOnce('b', START + 1)).toBe(false);
      expect(await store.takeOnce('c', START)).toBe(false);
    });

    it('forgets what is over', async () => {
      await store.addSession(sessionOf('a'));
      await store.addSession(sessionOf('b', { endsAtMs: START + 1 }));
      await store.keepOnce('c', START + 1);
      await store.pruneSessions(START + 1);
      expect(await store.sessionsOf('minji', START)).toEqual([sessionOf('a')]);
      expect(await store.takeOnce('c', START)).toBe(false);
    });
  });
}
