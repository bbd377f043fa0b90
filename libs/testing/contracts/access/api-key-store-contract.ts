import { describe, expect, it } from '@jest/globals';
import type { ApiKeyStore } from '@envscope/store/access/api-key-store.js';
import { idOf, instantAfter } from '../../alerts.js';
import { apiKeyOf } from '../../audit.js';
import { STORY_START_MS as START } from '../../observations.js';
import { openForEachTest, type StoresPlace } from '../stores-place.js';

/** What every adapter of `ApiKeyStore` promises. */
export function describeApiKeyStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a store of API keys`, () => {
    let store: ApiKeyStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.apiKeys;
    });
    const revoked = {
      by: { kind: 'person', id: 'joon', name: 'Joon' } as const,
      at: instantAfter(1),
    };

    it('keeps keys, the newest first, and replaces them', async () => {
      const keys = [apiKeyOf(), apiKeyOf({ id: idOf(2), name: '배포.$set 🚀', environments: null })] as const;
      for (const key of keys) expect(await store.saveApiKey(key, null)).toBe(true);
      expect(await store.saveApiKey({ ...keys[0], revoked }, keys[0])).toBe(true);
      await reopen();
      expect(await store.apiKeys()).toEqual([keys[1], { ...keys[0], revoked }]);
    });

    it('keeps nothing of a change to a key that another has changed, or that is there already', async () => {
      await store.saveApiKey(apiKeyOf(), null);
      expect(await store.saveApiKey(apiKeyOf({ name: 'Other' }), null)).toBe(false);
      expect(await store.saveApiKey(apiKeyOf({ name: 'Other' }), apiKeyOf({ revoked }))).toBe(false);
      expect(await store.saveApiKey(apiKeyOf({ id: idOf(2) }), apiKeyOf({ id: idOf(2) }))).toBe(false);
      expect(await store.apiKeys()).toEqual([apiKeyOf()]);
    });

    it('keeps the latest use, which is no change of the key', async () => {
      await store.saveApiKey(apiKeyOf(), null);
      await store.touchApiKey(idOf(1), START + 2_000);
      await store.touchApiKey(idOf(1), START + 1_000);
      await store.touchApiKey(idOf(9), START);
      expect(await store.apiKeys()).toEqual([apiKeyOf({ lastUsedAt: instantAfter(2_000) })]);
      expect(await store.saveApiKey(apiKeyOf({ revoked }), apiKeyOf())).toBe(true);
      expect(await store.apiKeys()).toEqual([apiKeyOf({ revoked, lastUsedAt: instantAfter(2_000) })]);
    });
  });
}
