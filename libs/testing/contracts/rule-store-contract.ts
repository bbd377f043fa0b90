import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RuleStore } from '@envscope/store/rule-store.js';
import type { Stores } from '@envscope/store/stores.js';
import { ruleOf } from '../alerts.js';
import type { StoresPlace } from './stores-place.js';

/** What every adapter of `RuleStore` promises. */
export function describeRuleStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a rule store`, () => {
    let place: StoresPlace;
    let stores: Stores;
    let store: RuleStore;

    beforeEach(async () => {
      place = await makePlace();
      stores = await place.open();
      store = stores.rules;
    });

    afterEach(async () => {
      await stores.observations.close();
      await place.remove();
    });

    async function reopen(): Promise<void> {
      await stores.observations.close();
      stores = await place.open();
      store = stores.rules;
    }

    it('keeps rules, replaces them by id and deletes them', async () => {
      const odd = ruleOf({ id: 'b', name: '메모리 90% 초과 🔥', tags: ['a.b', '$c'], threshold: 0.1 + 0.2 });
      const first = ruleOf({ id: 'a', isEnabled: true });
      expect(await store.saveRule(odd, null)).toBe(true);
      expect(await store.saveRule(first, null)).toBe(true);
      expect(await store.saveRule(ruleOf({ id: 'a', isEnabled: false }), first)).toBe(true);
      await reopen();
      expect(await store.rules()).toEqual([ruleOf({ id: 'a', isEnabled: false }), odd]);
      expect(await store.deleteRule('a')).toBe(true);
      expect(await store.deleteRule('a')).toBe(false);
      expect(await store.rules()).toEqual([odd]);
    });

    it.each([
      { story: 'that is there already', stored: ruleOf({ id: 'a' }), before: null },
      { story: 'that is not there', stored: null, before: ruleOf({ id: 'a' }) },
      {
        story: 'that another has changed',
        stored: ruleOf({ id: 'a', threshold: 7 }),
        before: ruleOf({ id: 'a' }),
      },
    ])('keeps nothing of a change to a rule $story', async ({ stored, before }) => {
      if (stored) await store.saveRule(stored, null);
      expect(await store.saveRule(ruleOf({ id: 'a', threshold: 1 }), before)).toBe(false);
      expect(await store.rules()).toEqual(stored ? [stored] : []);
    });
  });
}
