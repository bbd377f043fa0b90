import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeAccessStores } from '@envscope/testing/contracts/access/access-stores-contract.js';
import { openSqliteStores } from './sqlite.stores.js';

// Each store compiles its thread from source, which a busy machine takes its time for.
jest.setTimeout(20_000);

describeAccessStores('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-access-'));
  return {
    open: () => openSqliteStores(join(folder, 'data', 'envscope.db')),
    remove: () => rm(folder, { recursive: true }),
  };
});
