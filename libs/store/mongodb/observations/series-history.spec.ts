import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { createConnection } from 'mongoose';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import type { SeriesHour } from './observation-documents.js';
import { SeriesHistory } from './series-history.js';

const SERVER = process.env['MONGODB_TEST_URI'];

jest.setTimeout(60_000);

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: the history of series is skipped.');
  describe.skip('SeriesHistory', () => {
    it('needs a server', () => undefined);
  });
} else {
  const database = databaseOf(SERVER);
  afterAll(database.remove);

  describe('SeriesHistory', () => {
    it('loses nothing where four consoles make the document of one hour', async () => {
      const connections = await Promise.all(
        [1, 2, 3, 4].map(() => createConnection(database.url).asPromise()),
      );
      const histories = connections.map((connection) => new SeriesHistory(connection, () => STORY_START_MS));
      await histories[0]?.prepare();
      // Each hour is another chance for two upserts to stand in each other's way.
      const hours = Array.from({ length: 6 }, (_, hour) => STORY_START_MS + hour * 3_600_000);
      for (const atMs of hours) {
        await Promise.all(histories.map((history) => history.append([observationOf({ atMs })])));
      }
      const documents = await connections[0]?.collection<SeriesHour>('seriesHours').find().toArray();
      expect(documents?.map(({ results }) => results.length)).toEqual(hours.map(() => 4));
      await Promise.all(connections.map((connection) => connection.close()));
    });
  });
}
