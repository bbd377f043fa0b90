import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describeObservationStore } from '@envscope/testing/observation-store-contract.js';
import { observationOf } from '@envscope/testing/observations.js';
import { StoreFault } from '../observation-store.js';
import { startDatabaseThread } from './database-thread.js';
import { openSqliteStores } from './sqlite.stores.js';

// Each store compiles its thread from source, which a busy machine takes its time for.
jest.setTimeout(20_000);

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
    const { observations: store } = await openSqliteStores(file, (path) => {
      const thread = startDatabaseThread(path);
      threads.push(thread);
      return thread;
    });
    await store.append(observationOf());
    await threads[0]?.terminate();
    await store.append(observationOf({ environment: 'prod' }));
    expect(threads).toHaveLength(2);
    expect((await store.latest()).map(({ observation }) => observation.environment)).toEqual(['dev', 'prod']);
    await store.close();
  });

  it('rejects an append that cannot be stored and keeps those that came with it', async () => {
    const { observations: store } = await openSqliteStores(file);
    const impossible = observationOf({ environment: 'prod', results: [{ latencyMs: 0.5 }] });
    const outcomes = await Promise.allSettled(
      [impossible, observationOf()].map((each) => store.append(each)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((await store.latest()).map(({ observation }) => observation.environment)).toEqual(['dev']);
    await expect(store.append(observationOf({ snapshot: { render: () => '' } }))).rejects.toBeInstanceOf(
      StoreFault,
    );
    await store.close();
  });

  it('refuses to open a file that another store holds', async () => {
    const { observations: holder } = await openSqliteStores(file);
    await expect(openSqliteStores(file)).rejects.toThrow('in use by another process');
    await holder.append(observationOf());
    await holder.close();
    const { observations: next } = await openSqliteStores(file);
    expect(await next.latest()).toHaveLength(1);
    await next.close();
  });

  it('ends its thread when it closes', async () => {
    const threads: Worker[] = [];
    const { observations: store } = await openSqliteStores(file, (path) => {
      threads.push(startDatabaseThread(path));
      return threads[0] as Worker;
    });
    const exit = once(threads[0] as Worker, 'exit');
    await store.close();
    expect(await exit).toEqual([0]);
  });

  it('gives back to the file system what it forgets', async () => {
    const { observations: store } = await openSqliteStores(file);
    const hours = Array.from({ length: 200 }, (_, hour) => hour * 3_600_000);
    const targets = Array.from({ length: 60 }, (_, index) => ({
      target: `t${index}`,
      label: 'x'.repeat(100),
    }));
    for (const atMs of hours) await store.append(observationOf({ atMs, results: targets }));
    await store.prune(0);
    const before = statSync(file).size;
    await store.prune(hours.length * 3_600_000);
    expect(statSync(file).size).toBeLessThan(before / 2);
    await store.close();
  });
});
