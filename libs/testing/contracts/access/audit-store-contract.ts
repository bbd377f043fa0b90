import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@envscope/contracts/index.js';
import { FIRST_HASH } from '@envscope/store/access/audit-chain.js';
import type { AuditStore } from '@envscope/store/access/audit-store.js';
import { ChainCheck } from '@envscope/store/access/chain-check.js';
import { auditDraftOf } from '../../audit.js';
import { STORY_START_MS as START } from '../../observations.js';
import { openForEachTest, type StoresPlace } from '../stores-place.js';

const MINUTE_MS = 60_000;
const placesOf = (entries: readonly AuditEntry[]) => entries.map(({ sequence }) => sequence);

/** What every adapter of `AuditStore` promises. */
export function describeAuditStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as an audit store`, () => {
    let store: AuditStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.audit;
    });

    const add = async (...numbers: number[]) => {
      for (const number of numbers) await store.appendAudit(auditDraftOf(number));
    };

    async function checked() {
      const check = new ChainCheck();
      for (const entry of await store.auditEntries({ after: 0, limit: 1_000 })) check.add(entry);
      return { fault: check.end(), count: check.count };
    }

    it('chains what it is given and gives it back, newest first or oldest first', async () => {
      const odd = auditDraftOf(2, {
        actor: { kind: 'api-key', id: 'k', name: '배포.$set 🚀' },
        changes: [{ field: '$name.a', before: null, after: '"이름"\u2028' }],
        environment: 'prod',
        address: null,
        userAgent: null,
        target: null,
      });
      const first = await store.appendAudit(auditDraftOf(1));
      const second = await store.appendAudit(odd);
      expect(first).toMatchObject({ ...auditDraftOf(1), sequence: 1, previousHash: FIRST_HASH });
      expect(second).toMatchObject({ ...odd, sequence: 2, previousHash: first.hash });
      await reopen();
      expect(await store.auditEntries({ limit: 10 })).toEqual([second, first]);
      expect(await store.auditEntries({ after: 0, limit: 10 })).toEqual([first, second]);
      expect(await store.auditEntries({ after: 1, limit: 10 })).toEqual([second]);
      expect(await checked()).toEqual({ fault: null, count: 2 });
    });

    it('adds what it is given again only once', async () => {
      const first = await store.appendAudit(auditDraftOf(1));
      await add(2);
      expect(await store.appendAudit(auditDraftOf(1))).toEqual(first);
      expect(placesOf(await store.auditEntries({ limit: 10 }))).toEqual([2, 1]);
    });

    it('makes one chain of what comes at the same time', async () => {
      const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
      const entries = await Promise.all(numbers.map((number) => store.appendAudit(auditDraftOf(number))));
      expect(placesOf(entries).toSorted((a, b) => a - b)).toEqual(numbers);
      expect(await checked()).toEqual({ fault: null, count: 20 });
    });

    it('finds entries by who, what, where and when, page by page', async () => {
      await add(1, 2);
      await store.appendAudit(auditDraftOf(3, { actor: { kind: 'person', id: 'joon', name: 'Joon' } }));
      await store.appendAudit(auditDraftOf(4, { action: 'signIn' }));
      await store.appendAudit(auditDraftOf(5, { environment: 'prod' }));
      const found = async (query: Omit<Parameters<AuditStore['auditEntries']>[0], 'limit'>, limit = 10) =>
        placesOf(await store.auditEntries({ ...query, limit }));
      expect(await found({ actor: 'joon' })).toEqual([3]);
      expect(await found({ action: 'signIn' })).toEqual([4]);
      expect(await found({ environment: 'prod' })).toEqual([5]);
      expect(await found({ actor: 'joon', action: 'signIn' })).toEqual([]);
      expect(await found({ fromMs: START + 2 * MINUTE_MS, toMs: START + 4 * MINUTE_MS })).toEqual([3, 2]);
      expect(await found({}, 2)).toEqual([5, 4]);
      expect(await found({ before: 4 }, 2)).toEqual([3, 2]);
      expect(await found({ before: 4, after: 1, actor: 'minji' })).toEqual([2]);
    });

    it('lets old entries go, and the rest still verifies', async () => {
      await add(1, 2, 3, 4);
      expect(await store.pruneAudit(START + MINUTE_MS, START)).toBeNull();
      const pruning = await store.pruneAudit(START + 3 * MINUTE_MS, START + 9 * MINUTE_MS);
      expect(pruning).toMatchObject({
        action: 'pruneAudit',
        sequence: 5,
        target: { kind: 'audit', id: '2' },
      });
      expect(placesOf(await store.auditEntries({ limit: 10 }))).toEqual([5, 4, 3]);
      expect(await checked()).toEqual({ fault: null, count: 3 });
      await store.pruneAudit(START + 60 * MINUTE_MS, START + 61 * MINUTE_MS);
      await add(7);
      await reopen();
      expect(placesOf(await store.auditEntries({ limit: 10 }))).toEqual([7, 6]);
      expect(await checked()).toEqual({ fault: null, count: 2 });
    });

    it('keeps what stands behind an entry that is not old enough, whatever its own clock said', async () => {
      await add(5, 1, 6);
      expect(await store.pruneAudit(START + 2 * MINUTE_MS, START)).toBeNull();
      expect(placesOf(await store.auditEntries({ limit: 10 }))).toEqual([3, 2, 1]);
    });

    it('has nothing to let go of where it is empty', async () => {
      expect(await store.pruneAudit(START, START)).toBeNull();
      expect(await store.auditEntries({ limit: 10 })).toEqual([]);
    });
  });
}
