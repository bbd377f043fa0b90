import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { incidentOf } from '@envscope/testing/alerts.js';
import { describeObservationStore } from '@envscope/testing/contracts/observation-store-contract.js';
import { observationOf } from '@envscope/testing/observations.js';
import { DataFileLost, LATENCY, StoreFault } from '../observation-store.js';
import { startDatabaseThread } from './thread/database-thread.js';
import { openSqliteStores } from './sqlite.stores.js';

describeObservationStore('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-store-'));
  return {
    open: async () => (await openSqliteStores(join(folder, 'data', 'envscope.db'))).observations,
    remove: () => rm(folder, { recursive: true }),
  };
});

describe('SqliteObservationStore', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'envscope-store-'));
    file = join(folder, 'envscope.db');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('goes on in another thread where one has died', async () => {
    const threads: Worker[] = [];
    const { observations: store } = await openSqliteStores(file, (path, isKnown) => {
      const thread = startDatabaseThread(path, isKnown);
      threads.push(thread);
      return thread;
    });
    await store.append([observationOf()]);
    await threads[0]?.terminate();
    await store.append([observationOf({ environment: 'prod' })]);
    expect(threads).toHaveLength(2);
    expect((await store.latest()).map(({ observation }) => observation.environment)).toEqual(['dev', 'prod']);
    await store.close();
  });

  it('rejects an append that cannot be stored and keeps those that came with it', async () => {
    const { observations: store } = await openSqliteStores(file);
    const impossible = observationOf({ environment: 'prod', results: [{ latencyMs: 0.5 }] });
    const outcomes = await Promise.allSettled(
      [impossible, observationOf()].map((each) => store.append([each])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((await store.latest()).map(({ observation }) => observation.environment)).toEqual(['dev']);
    await expect(store.append([observationOf({ snapshot: { render: () => '' } })])).rejects.toBeInstanceOf(
      StoreFault,
    );
    await store.close();
  });

  it('refuses to open a file that another store holds', async () => {
    const { observations: holder } = await openSqliteStores(file);
    await expect(openSqliteStores(file)).rejects.toThrow('in use by another process');
    await holder.append([observationOf()]);
    await holder.close();
    const { observations: next } = await openSqliteStores(file);
    expect(await next.latest()).toHaveLength(1);
    await next.close();
  });

  it('ends its thread when it closes', async () => {
    const threads: Worker[] = [];
    const { observations: store } = await openSqliteStores(file, (path, isKnown) => {
      threads.push(startDatabaseThread(path, isKnown));
      return threads[0] as Worker;
    });
    const exit = once(threads[0] as Worker, 'exit');
    await store.close();
    expect(await exit).toEqual([0]);
  });

  it('keeps what is new while many ask for a week at once', async () => {
    const { observations: store } = await openSqliteStores(file);
    const hours = Array.from({ length: 168 }, (_, hour) => hour * 3_600_000);
    for (const atMs of hours) await store.append([observationOf({ atMs })]);
    const question = {
      environment: 'dev',
      service: 'redis',
      target: 'default',
      measurement: LATENCY,
      fromMs: 0,
      toMs: hours.length * 3_600_000,
      stepMs: 3_600_000,
    } as const;
    const order: string[] = [];
    const week = async () => order.push(`${(await store.series(question)).length} hours`);
    const weeks = Array.from({ length: 60 }, week);
    const kept = store.append([observationOf({ environment: 'prod' })]).then(() => order.push('kept'));
    await Promise.all([...weeks, kept]);
    expect(order).toEqual(['kept', ...weeks.map(() => '168 hours')]);
    await store.close();
  });

  describe('where its file is lost', () => {
    const nowThere = async () => (await openSqliteStores(file)).observations;

    it.each([
      { story: 'removed', lose: () => rm(file) },
      { story: 'moved away', lose: () => rename(file, `${file}.old`) },
      { story: 'replaced', lose: () => rename(`${file}.other`, file) },
      { story: 'gone with its log', lose: () => rm(`${file}-wal`) },
    ])('takes nothing that would be lost with the process: it is $story', async ({ lose }) => {
      await writeFile(`${file}.other`, 'another');
      const { observations: store, incidents } = await openSqliteStores(file);
      await store.append([observationOf()]);
      await store.verify();
      await lose();
      const refused = [
        store.verify(),
        store.ping(),
        store.append([observationOf()]),
        incidents.saveIncident({ incident: incidentOf(), deliveries: [] }),
      ];
      for (const each of refused) await expect(each).rejects.toBeInstanceOf(DataFileLost);
      // What was read before can still be read.
      expect(await store.latest()).toHaveLength(1);
      await store.close();
    });

    it('goes on where it is put back', async () => {
      const { observations: store } = await openSqliteStores(file);
      await rename(file, `${file}.old`);
      await expect(store.append([observationOf()])).rejects.toBeInstanceOf(DataFileLost);
      await rename(`${file}.old`, file);
      await store.append([observationOf()]);
      await store.close();
      const next = await nowThere();
      expect(await next.latest()).toHaveLength(1);
      await next.close();
    });

    it('makes no new one where its thread dies', async () => {
      const threads: Worker[] = [];
      const { observations: store } = await openSqliteStores(file, (path, isKnown) => {
        threads.push(startDatabaseThread(path, isKnown));
        return threads.at(-1) as Worker;
      });
      await rm(file);
      await threads[0]?.terminate();
      await expect(store.append([observationOf()])).rejects.toThrow('is gone');
      expect(existsSync(file)).toBe(false);
      await store.close();
    });

    it('writes a new one with everything in it when it is asked to', async () => {
      await mkdir(join(folder, 'data'));
      file = join(folder, 'data', 'envscope.db');
      const { observations: store } = await openSqliteStores(file);
      await store.append([observationOf()]);
      expect(await store.restoreFile()).toBe(false);
      await rm(join(folder, 'data'), { recursive: true });
      expect(await store.restoreFile()).toBe(true);
      await store.append([observationOf({ environment: 'prod' })]);
      await store.close();
      const next = await nowThere();
      expect((await next.latest()).map(({ observation }) => observation.environment)).toEqual([
        'dev',
        'prod',
      ]);
      await next.close();
    });

    it('leaves another file alone', async () => {
      const { observations: store } = await openSqliteStores(file);
      await rm(file);
      await writeFile(file, 'another');
      await expect(store.restoreFile()).rejects.toThrow('is another file');
      expect(await readFile(file, 'utf8')).toBe('another');
      await store.close();
    });
  });

  it('gives back to the file system what it forgets', async () => {
    const { observations: store } = await openSqliteStores(file);
    const hours = Array.from({ length: 400 }, (_, hour) => hour * 3_600_000);
    const targets = Array.from({ length: 60 }, (_, index) => ({
      target: `t${index}`,
      label: 'x'.repeat(100),
    }));
    for (const atMs of hours) await store.append([observationOf({ atMs, results: targets })]);
    await store.prune(0);
    const before = statSync(file).size;
    await store.prune(hours.length * 3_600_000);
    expect(statSync(file).size).toBeLessThan(before / 2);
    await store.close();
  });
});
