import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { createConnection } from 'mongoose';
import { databaseOf, relayTo, withOption } from '@envscope/testing/servers/mongodb-server.js';
import { describeObservationStore } from '@envscope/testing/contracts/observation-store-contract.js';
import type { CheckStatus } from '@envscope/contracts/index.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { StoreFault } from '../observation-store.js';
import { openMongoStores } from './mongodb.stores.js';

const SERVER = process.env['MONGODB_TEST_URI'];

// The first store makes the indexes, which a server takes its time for.
jest.setTimeout(30_000);

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: the MongoDB store is skipped.');
  describe.skip('MongoDB as an observation store', () => {
    it('needs a server', () => undefined);
  });
} else {
  const database = databaseOf(SERVER);
  const { url } = database;

  afterAll(database.remove);

  describeObservationStore('MongoDB', () => {
    return Promise.resolve({
      open: async () => (await openMongoStores(url)).observations,
      remove: database.empty,
    });
  });

  describe('MongoObservationStore', () => {
    afterEach(database.empty);

    it('makes one document of appends that meet in a new hour', async () => {
      const opened = await Promise.all([openMongoStores(url), openMongoStores(url)]);
      const stores = opened.map(({ observations }) => observations);
      await Promise.all(
        stores.flatMap((store) => [store.append([observationOf()]), store.append([observationOf()])]),
      );
      await Promise.all(stores.map((store) => store.close()));
      const connection = await createConnection(url).asPromise();
      const [hour, ...others] = await connection.collection('seriesHours').find().toArray();
      expect(others).toEqual([]);
      expect(hour?.['results']).toHaveLength(4);
      await connection.close();
    });

    it('rejects while the server is away and goes on once it is back', async () => {
      const relay = await relayTo(url);
      // The driver asks a server that is away at most every 500 ms: whoever waits for less may miss its return.
      const patient = withOption(relay.url, 'serverSelectionTimeoutMS=2000');
      const { observations: store } = await openMongoStores(patient);
      await relay.cut();
      await expect(store.append([observationOf()])).rejects.toBeInstanceOf(StoreFault);
      await expect(store.ping()).rejects.toBeInstanceOf(StoreFault);
      await relay.restore();
      await store.append([observationOf()]);
      expect(await store.latest()).toHaveLength(1);
      await store.close();
      await relay.cut();
    });

    it('ends although its server does not answer, and informs whoever waits', async () => {
      const relay = await relayTo(url);
      const { observations: store } = await openMongoStores(relay.url);
      relay.stall();
      const append = store.append([observationOf()]).catch((error: unknown) => error);
      const started = performance.now();
      await store.close();
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(await append).toBeInstanceOf(StoreFault);
      await relay.cut();
    });

    it('keeps what two consoles observe of one service, which both believed to lead', async () => {
      const opened = await Promise.all([openMongoStores(url), openMongoStores(url)]);
      const [first, second] = opened.map(({ observations }) => observations);
      const of = (seconds: number, target: string, status: CheckStatus) =>
        observationOf({
          covers: 'targets',
          atMs: STORY_START_MS + seconds * 1_000,
          results: [{ target, status }],
        });
      await first?.append([of(1, 'a', 'down')]);
      await second?.append([of(2, 'b', 'up'), of(3, 'a', 'up')]);
      await first?.append([of(2, 'a', 'down'), of(4, 'c', 'up')]);
      await second?.append([of(5, 'c', 'degraded')]);
      const latest = await first?.latest();
      expect(latest).toEqual(await second?.latest());
      const statuses = latest?.[0]?.observation.results.map(({ target, status }) => `${target} ${status}`);
      expect(statuses?.toSorted()).toEqual(['a up', 'b up', 'c degraded']);
      expect(latest?.[0]?.statusSince).toBe(of(5, 'c', 'degraded').observedAt);
      await Promise.all(opened.map(({ observations }) => observations.close()));
    });

    it('reads what a console of format 3 has written since', async () => {
      const { observations: store } = await openMongoStores(url);
      const at = (minute: number, targets: readonly string[]) =>
        observationOf({
          covers: 'targets',
          atMs: STORY_START_MS + minute * 60_000,
          results: targets.map((target) => ({ target })),
        });
      await store.append([at(0, ['a', 'b']), at(2, ['c'])]);
      const written = { ...at(1, ['a', 'd']), snapshot: undefined, covers: undefined };
      const connection = await createConnection(url).asPromise();
      const observation = JSON.stringify(written);
      const observedAt = new Date(written.observedAt);
      await connection.collection('latestObservations').updateOne({}, { $set: { observedAt, observation } });
      const targets = async () => (await store.latest())[0]?.observation.results.map(({ target }) => target);
      expect((await targets())?.toSorted()).toEqual(['a', 'c', 'd']);
      await store.append([at(3, ['a'])]);
      const kept = await connection.collection('latestObservations').findOne();
      // It can be read there as ever, and holds no results.
      expect(JSON.parse(String(kept?.['observation']))).toMatchObject({ service: 'redis', results: [] });
      await connection.close();
      await store.close();
    });

    it('has an index that finds a series and one that lets old hours go', async () => {
      const { observations: store } = await openMongoStores(url);
      await store.close();
      const connection = await createConnection(url).asPromise();
      const indexes = await connection.collection('seriesHours').indexes();
      expect(indexes).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ key: { environment: 1, service: 1, target: 1, hour: 1 }, unique: true }),
          expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
        ]),
      );
      await connection.close();
    });
  });
}

describe('MongoObservationStore without a server', () => {
  it.each([
    {
      url: 'mongodb://envscope:hunter2secret@127.0.0.1:1/envscope?serverSelectionTimeoutMS=200',
      words: '127.0.0.1:1',
    },
    { url: 'mongodb://envscope:hunter2secret@/envscope', words: 'MongoDB' },
  ])('rejects with a fault that names no credentials: $words', async ({ url, words }) => {
    const fault = await openMongoStores(url).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StoreFault);
    expect(String(fault)).toContain(words);
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain('hunter2secret');
  });
});
