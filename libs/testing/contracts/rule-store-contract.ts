import { describe, expect, it } from '@jest/globals';
import type { RuleStore } from '@envscope/store/rule-store.js';
import { ruleOf } from '../alerts.js';
import { openForEachTest, type StoresPlace } from './stores-place.js';

/** What every adapter of `RuleStore` promises. */
export function describeRuleStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a rule store`, () => {
    let store: RuleStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.rules;
    });

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
