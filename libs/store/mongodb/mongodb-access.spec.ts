import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { describeAccessStores } from '@envscope/testing/contracts/access/access-stores-contract.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { ChainCheck } from '../access/chain-check.js';
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

  describe('audit entries of two consoles on one MongoDB', () => {
    it('are one chain', async () => {
      const first = await openMongoStores(database.url);
      const second = await openMongoStores(database.url);
      const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
      await Promise.all(
        numbers.map((number) => (number % 2 ? first : second).audit.appendAudit(auditDraftOf(number))),
      );
      const check = new ChainCheck();
      const entries = await first.audit.auditEntries({ after: 0, limit: 100 });
      entries.forEach((entry) => check.add(entry));
      expect(check.end()).toBeNull();
      expect(new Set(entries.map(({ id }) => id)).size).toBe(40);
      await first.observations.close();
      await second.observations.close();
      await database.empty();
    });
  });
}
