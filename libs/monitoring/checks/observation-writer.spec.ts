import { FakeStore } from '@envscope/testing/fakes/fake-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ObservationWriter, type WriterHealth } from './observation-writer.js';

const numbered = (n: number) => observationOf({ atMs: STORY_START_MS + n });

describe('ObservationWriter', () => {
  let store: FakeStore;

  beforeEach(() => {
    store = new FakeStore();
  });

  it('resolves when an observation is kept', async () => {
    const writer = new ObservationWriter(store);
    await writer.keep(numbered(1), true);
    expect(store.kept).toEqual([numbered(1)]);
    await writer.keep(numbered(2), false);
    expect(store.kept).toEqual([1, 2].map(numbered));
  });

  it('writes together what comes within a moment', async () => {
    const writer = new ObservationWriter(store);
    await Promise.all([1, 2, 3].map((n) => writer.keep(numbered(n), false)));
    expect(store.kept).toEqual([1, 2, 3].map(numbered));
    expect(store.appends).toEqual([3]);
  });

  it('writes what is urgent at once, after what waits', async () => {
    const writer = new ObservationWriter(store);
    const waiting = [1, 2].map((n) => writer.keep(numbered(n), false));
    const urgent = writer.keep(numbered(3), true);
    // Long before the moment of those that wait is over.
    await new Promise(setImmediate);
    expect(store.kept).toEqual([1, 2, 3].map(numbered));
    await Promise.all([...waiting, urgent]);
    expect(store.appends).toEqual([3]);
  });

  it('writes one group after another, also where much is urgent', async () => {
    const writer = new ObservationWriter(store);
    store.hold();
    const kept = [1, 2, 3, 4].map((n) => writer.keep(numbered(n), true));
    await new Promise(setImmediate);
    kept.push(writer.keep(numbered(5), true));
    store.release();
    await Promise.all(kept);
    expect(store.kept).toEqual([1, 2, 3, 4, 5].map(numbered));
    expect(store.appends).toEqual([4, 1]);
  });

  it('says once that the store fails, holds what comes meanwhile, and writes it in order afterwards', async () => {
    const reported: WriterHealth[] = [];
    const writer = new ObservationWriter(store, (health) => reported.push(health));
    store.isFailing = true;
    for (const n of [1, 2, 3]) await writer.keep(numbered(n), true);
    expect(writer.health).toEqual({ isFailing: true, fault: 'The disk is full', waiting: 3, lost: 0 });

    store.isFailing = false;
    await writer.keep(numbered(4), false);
    await writer.drain();
    expect(store.kept).toEqual([1, 2, 3, 4].map(numbered));
    expect(reported.map(({ isFailing }) => isFailing)).toEqual([true, false]);
  });

  it('tries again by itself once something comes', async () => {
    const writer = new ObservationWriter(store);
    store.isFailing = true;
    await writer.keep(numbered(1), true);
    store.isFailing = false;
    await writer.keep(numbered(2), true);
    while (writer.health.isFailing) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(store.kept).toEqual([1, 2].map(numbered));
  });

  it.each([
    { story: 'takes it after all', isFailing: false },
    { story: 'refuses it in the end', isFailing: true },
  ])('waits only a moment for a store that does not answer and $story', async ({ isFailing }) => {
    const writer = new ObservationWriter(store, () => undefined, 20);
    store.hold();
    await Promise.all([writer.keep(numbered(1), true), writer.keep(numbered(2), false)]);
    expect(writer.health).toMatchObject({ isFailing: true, waiting: 2, lost: 0 });
    await writer.keep(numbered(3), true);
    expect(writer.health).toMatchObject({ isFailing: true, waiting: 3, lost: 0 });

    store.isFailing = isFailing;
    store.release();
    await writer.drain();
    store.isFailing = false;
    await writer.drain();
    expect(writer.health).toEqual({ isFailing: false, fault: null, waiting: 0, lost: 0 });
    expect(store.kept).toEqual([1, 2, 3].map(numbered));
  });

  it('writes what waits when it is closed', async () => {
    const writer = new ObservationWriter(store);
    void writer.keep(numbered(1), false);
    expect(await writer.close()).toBe(0);
    expect(store.kept).toEqual([numbered(1)]);
  });

  it('reports what is lost where the store does not answer at the end', async () => {
    const writer = new ObservationWriter(store, () => undefined, 20);
    store.hold();
    await writer.keep(numbered(1), true);
    await writer.keep(numbered(2), true);
    expect(await writer.close(20)).toBe(2);
    store.release();
    expect(await writer.close()).toBe(0);
  });

  it('counts what it has to give up, the oldest first', async () => {
    const writer = new ObservationWriter(store);
    const large = (n: number) =>
      observationOf({ atMs: STORY_START_MS + n, results: Array.from({ length: 500 }, () => ({})) });
    store.isFailing = true;
    for (let n = 0; n < 102; n += 1) await writer.keep(large(n), true);
    expect(writer.health).toMatchObject({ waiting: 100, lost: 2 });
    store.isFailing = false;
    await writer.drain();
    expect(store.kept.map(({ observedAt }) => observedAt)).toEqual(
      Array.from({ length: 100 }, (_, n) => numbered(n + 2).observedAt),
    );
  });
});
