import { FakeStore } from '@envscope/testing/fakes/fake-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { ObservationWriter, type WriterHealth } from './observation-writer.js';

const numbered = (n: number) => observationOf({ atMs: STORY_START_MS + n });

describe('ObservationWriter', () => {
  it('resolves when an observation is kept', async () => {
    const store = new FakeStore();
    await new ObservationWriter(store).keep(numbered(1));
    expect(store.kept).toEqual([numbered(1)]);
  });

  it('says once that the store fails, holds what comes meanwhile, and writes it in order afterwards', async () => {
    const store = new FakeStore();
    const reported: WriterHealth[] = [];
    const writer = new ObservationWriter(store, (health) => reported.push(health));
    store.isFailing = true;
    for (const n of [1, 2, 3]) await writer.keep(numbered(n));
    expect(writer.health).toEqual({ isFailing: true, fault: 'The disk is full', waiting: 3, lost: 0 });

    store.isFailing = false;
    await writer.keep(numbered(4));
    await writer.drain();
    expect(store.kept).toEqual([1, 2, 3, 4].map(numbered));
    expect(reported.map(({ isFailing }) => isFailing)).toEqual([true, false]);
  });

  it.each([
    { story: 'takes it after all', isFailing: false },
    { story: 'refuses it in the end', isFailing: true },
  ])('waits only a moment for a store that does not answer and $story', async ({ isFailing }) => {
    const store = new FakeStore();
    const writer = new ObservationWriter(store, () => undefined, 20);
    store.hold();
    await writer.keep(numbered(1));
    expect(writer.health).toMatchObject({ isFailing: true, waiting: 1, lost: 0 });
    await writer.keep(numbered(2));
    expect(writer.health).toMatchObject({ isFailing: true, waiting: 2, lost: 0 });

    store.isFailing = isFailing;
    store.release();
    await writer.drain();
    store.isFailing = false;
    await writer.drain();
    expect(writer.health).toEqual({ isFailing: false, fault: null, waiting: 0, lost: 0 });
    const moments = store.kept.map(({ observedAt }) => observedAt).toSorted();
    expect(moments).toEqual([1, 2].map((n) => numbered(n).observedAt));
  });

  it('reports what is lost where the store does not answer at the end', async () => {
    const store = new FakeStore();
    const writer = new ObservationWriter(store, () => undefined, 20);
    store.hold();
    await writer.keep(numbered(1));
    await writer.keep(numbered(2));
    expect(await writer.close(20)).toBe(2);
    store.release();
    expect(await writer.close()).toBe(0);
  });

  it('counts what it has to give up, the oldest first', async () => {
    const store = new FakeStore();
    const writer = new ObservationWriter(store);
    store.isFailing = true;
    for (let n = 0; n < 10_002; n += 1) await writer.keep(numbered(n));
    expect(writer.health).toMatchObject({ waiting: 10_000, lost: 2 });
    store.isFailing = false;
    await writer.drain();
    expect(store.kept[0]).toEqual(numbered(2));
  });
});
