import { afterAll, describe, it, jest } from '@jest/globals';
import { describeAccessStores } from '@envscope/testing/contracts/access/access-stores-contract.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { openMongoStores } from './mongodb.stores.js';

const SERVER = process.env['MONGODB_TEST_URI'];

// The first store makes the indexes, which a server takes its time for.
jest.setTimeout(60_000);

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: the MongoDB store is skipped.');
  describe.skip('MongoDB as a store of who may come in', () => {
    it('needs a server', () => undefined);
  });
} else {
  const database = databaseOf(SERVER);
  afterAll(() => database.remove());

  describeAccessStores('MongoDB', () =>
    Promise.resolve({ open: () => openMongoStores(database.url), remove: database.empty }),
  );
}
