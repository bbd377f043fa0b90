import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { describeAccessStores } from '@envscope/testing/contracts/access/access-stores-contract.js';
import { openSqliteStores } from './sqlite.stores.js';

describeAccessStores('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-access-'));
  return {
    open: () => openSqliteStores(join(folder, 'data', 'envscope.db')),
    remove: () => rm(folder, { recursive: true }),
  };
});

describe('audit entries in SQLite', () => {
  it('are not changed by whoever opens the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'envscope-access-'));
    const file = join(folder, 'envscope.db');
    const { audit, observations } = await openSqliteStores(file);
    await audit.appendAudit(auditDraftOf(1));
    await observations.close();
    const database = new DatabaseSync(file);
    expect(() => database.exec("UPDATE audit SET document = '{}'")).toThrow('audit entries are final');
    database.close();
    await rm(folder, { recursive: true });
  });
});
