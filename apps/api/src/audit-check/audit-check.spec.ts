import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { openMongoStores } from '@envscope/store/mongodb/mongodb.stores.js';
import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';
import type { Stores } from '@envscope/store/stores.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createConnection } from 'mongoose';
import { checkAudit } from './audit-check.js';

const SERVER = process.env['MONGODB_TEST_URI'];
const HASH = /[0-9a-f]{64}/;

async function add(stores: Stores, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) await stores.audit.appendAudit(auditDraftOf(number));
}

describe('checkAudit', () => {
  let folder: string;
  let file: string;
  let stores: Stores;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'envscope-audit-check-'));
    file = join(folder, 'envscope.db');
    stores = await openSqliteStores(file);
    await add(stores, 3);
  });
  afterEach(async () => {
    await stores.observations.close();
    await rm(folder, { recursive: true });
  });

  const check = (...args: string[]) => checkAudit(args, folder, { APP_ENV: 'dev', DATA_DIR: folder });

  async function tamper(sql: string): Promise<void> {
    await stores.observations.close();
    const database = new DatabaseSync(file);
    database.exec(`DROP TRIGGER audit_is_final; ${sql}`);
    database.close();
  }

  it('finds the log of a running console whole, with what it has just added, and that of a stopped one', async () => {
    expect(await check()).toMatchObject({ exitCode: 0, text: expect.stringContaining('entries 1 to 3') });
    await stores.audit.appendAudit(auditDraftOf(4));
    expect(await check()).toMatchObject({ exitCode: 0, text: expect.stringContaining('entries 1 to 4') });
    await stores.observations.close();
    expect(await check()).toMatchObject({ exitCode: 0, text: expect.stringContaining('entries 1 to 4') });
  });

  it('says where it breaks', async () => {
    await tamper("UPDATE audit SET document = replace(document, 'Minji', 'Joon') WHERE sequence = 2");
    expect(await check()).toEqual({
      exitCode: 1,
      text: 'The audit log breaks at entry 2: it does not have the content that its hash was made of',
    });
  });

  it('says which entry was taken out', async () => {
    await tamper('DELETE FROM audit WHERE sequence = 2');
    expect(await check()).toEqual({ exitCode: 1, text: 'The audit log breaks at entry 2: it is missing' });
  });

  it('misses the end that somebody noted', async () => {
    const [hash = ''] = HASH.exec((await check()).text) ?? [];
    expect(await check('--expect', `3:${hash}`)).toMatchObject({ exitCode: 0 });
    expect(
      await check('--expect', `3:${hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}`),
    ).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('entry 3'),
    });
    await tamper('DELETE FROM audit WHERE sequence = 3');
    expect(await check()).toMatchObject({ exitCode: 0 });
    expect(await check('--expect', `3:${hash}`)).toMatchObject({ exitCode: 1 });
  });

  it('takes an export', async () => {
    const entries = await stores.audit.auditEntries({ after: 0, limit: 10 });
    const exported = join(folder, 'audit.jsonl');
    await writeFile(exported, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    expect(await check(exported)).toMatchObject({ exitCode: 0, text: expect.stringContaining('1 to 3') });
    await writeFile(exported, 'not a line of it\n');
    expect(await check(exported)).toMatchObject({ exitCode: 2, text: expect.stringContaining('Line 1') });
  });

  it.each([
    ['an export that there is not', ['nowhere.jsonl']],
    ['an expectation that is none', ['--expect', 'soon']],
    ['an option that there is not', ['--fast']],
  ])('cannot read %s', async (_what, args) => {
    expect(await check(...args)).toMatchObject({ exitCode: 2 });
  });

  it('cannot read a store that there is not', async () => {
    const outcome = await checkAudit([], folder, { APP_ENV: 'dev', DATA_DIR: join(folder, 'nowhere') });
    expect(outcome).toMatchObject({ exitCode: 2, text: expect.stringContaining('There is no') });
  });
});

if (SERVER === undefined) {
  describe.skip('checkAudit on MongoDB', () => {
    it('needs a server', () => undefined);
  });
} else {
  describe('checkAudit on MongoDB', () => {
    const database = databaseOf(SERVER);
    let stores: Stores;

    beforeAll(async () => {
      stores = await openMongoStores(database.url);
      await add(stores, 3);
    });
    afterAll(async () => {
      await stores.observations.close();
      await database.remove();
    });

    it('finds the log of running consoles whole, and says where somebody broke it', async () => {
      const check = () => checkAudit([], tmpdir(), { APP_ENV: 'dev', STORE_URL: database.url });
      expect(await check()).toMatchObject({ exitCode: 0, text: expect.stringContaining('1 to 3') });
      const connection = await createConnection(database.url).asPromise();
      await connection.collection<{ _id: number }>('auditEntries').deleteOne({ _id: 2 });
      await connection.close();
      expect(await check()).toMatchObject({ exitCode: 1, text: expect.stringContaining('entry 2') });
    });
  });
}
