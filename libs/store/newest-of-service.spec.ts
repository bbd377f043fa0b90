import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckStatus, worstOf } from '@envscope/contracts/index.js';
import { observationOf, STORY_START_MS as START } from '@envscope/testing/observations.js';
import { NewestOfService, type NewestOfTarget } from './newest-of-service.js';

const NOW = START + 3_600_000;

const observation = fc
  .record({
    atMs: fc.integer({ min: START, max: START + 50 }),
    covers: fc.constantFrom('service', 'targets'),
    statuses: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...CheckStatus.options), {
      minKeys: 1,
    }),
  })
  .map(({ atMs, covers, statuses }) => {
    const results = Object.entries(statuses).map(([target, status]) => ({ target, status }));
    return observationOf({ atMs, covers, results });
  });
const story = fc.uniqueArray(observation, { selector: ({ observedAt }) => observedAt, maxLength: 12 });

/** What rows would hold after all of these came, in this order. */
function play(observations: readonly ReturnType<typeof observationOf>[]) {
  const rows = new Map<string, NewestOfTarget>();
  let newest = new NewestOfService();
  for (const each of observations) {
    const { results, gone } = newest.take(each, NOW);
    for (const target of gone) rows.delete(target);
    for (const { target, status } of results)
      rows.set(target, { observedMs: Date.parse(each.observedAt), status });
    // As where it is read again from what was stored.
    newest = new NewestOfService(newest.facts, rows);
  }
  return { rows: [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)), facts: newest.facts };
}

describe('NewestOfService', () => {
  it('ends with the same results in whatever order observations come', () => {
    const shuffled = story.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([observations, order]) => {
        const inTime = play(observations.toSorted((a, b) => (a.observedAt < b.observedAt ? -1 : 1)));
        const { rows, facts } = play(order);
        expect(rows).toEqual(inTime.rows);
        expect([facts?.observedMs, facts?.status]).toEqual([inTime.facts?.observedMs, inTime.facts?.status]);
      }),
      { numRuns: 500 },
    );
  });

  it('knows the worst status of the targets that are left', () => {
    fc.assert(
      fc.property(story, (observations) => {
        const { rows, facts } = play(observations);
        const statuses = rows.map(([, { status }]) => status);
        expect(facts?.status).toBe(rows.length === 0 ? undefined : worstOf(statuses));
      }),
    );
  });

  it('says since when the worst status is what it is, also where a target was forgotten in between', () => {
    const facts = {
      observedMs: START,
      covers: 'targets',
      wholeMs: null,
      snapshotMs: null,
      status: 'down',
      statusSince: new Date(START).toISOString(),
    } as const;
    const newest = new NewestOfService(facts, [['b', { observedMs: START, status: 'up' }]]);
    const next = observationOf({ atMs: START + 10, covers: 'targets', results: [{ target: 'b' }] });
    newest.take(next, NOW);
    expect(newest.facts).toMatchObject({ status: 'up', statusSince: next.observedAt });
  });
});
