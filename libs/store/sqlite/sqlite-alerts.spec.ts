import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describeAlertStores } from '@envscope/testing/contracts/alert-stores-contract.js';
import { deliveryOf, idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { StoreFault } from '../observation-store.js';
import { startDatabaseThread } from './thread/database-thread.js';
import { openSqliteStores } from './sqlite.stores.js';

async function open(file: string) {
  const { observations, incidents } = await openSqliteStores(file);
  return { store: incidents, close: () => observations.close() };
}

describeAlertStores('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-alerts-'));
  return {
    open: () => openSqliteStores(join(folder, 'data', 'envscope.db')),
    remove: () => rm(folder, { recursive: true }),
  };
});

describe('incidents in SQLite', () => {
  const claim = { untilMs: STORY_START_MS + 60_000, nowMs: STORY_START_MS };
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'envscope-alerts-'));
    file = join(folder, 'envscope.db');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('lets claims go that were left by a dead process, without hiding that they were made', async () => {
    const dead = await open(file);
    const deliveries = [deliveryOf(), deliveryOf({ id: idOf(2) })];
    await dead.store.saveIncident({ incident: incidentOf(), deliveries });
    await dead.store.claimDeliveries([idOf(1)], { owner: 'dead', ...claim });
    await dead.close();
    const { store, close } = await open(file);
    expect(await store.unsettledDeliveries()).toEqual([
      deliveryOf({
        state: 'sending',
        claim: { owner: 'dead', since: instantAfter(0), until: '1970-01-01T00:00:00.000Z' },
      }),
      deliveryOf({ id: idOf(2) }),
    ]);
    expect(await store.claimDeliveries([idOf(1)], { owner: 'next', ...claim })).toEqual([idOf(1)]);
    await close();
  });

  it('lets an owner settle what it claimed before the thread of the database died', async () => {
    const threads: Worker[] = [];
    const { observations, incidents } = await openSqliteStores(file, (path, isKnown) => {
      const thread = startDatabaseThread(path, isKnown);
      threads.push(thread);
      return thread;
    });
    await incidents.saveIncident({ incident: incidentOf(), deliveries: [deliveryOf()] });
    await incidents.claimDeliveries([idOf(1)], { owner: 'a', ...claim });
    await threads[0]?.terminate();
    const sent = deliveryOf({ state: 'delivered', settledAt: instantAfter(1) });
    expect(await incidents.settleDeliveries('a', [sent])).toEqual([idOf(1)]);
    expect(threads).toHaveLength(2);
    await observations.close();
  });

  it('keeps changes in the order in which they were given, however many come at once', async () => {
    const { store, close } = await open(file);
    const versions = Array.from({ length: 100 }, (_, index) => index + 1);
    const outcomes = await Promise.all(
      versions.map((version) => {
        const deliveries = [deliveryOf({ id: idOf(version), kind: version === 1 ? 'opened' : 'changed' })];
        return store.saveIncident({ incident: incidentOf({ version }), deliveries });
      }),
    );
    expect(new Set(outcomes)).toEqual(new Set(['saved']));
    expect(await store.unsettledDeliveries()).toHaveLength(versions.length);
    await close();
  });

  it('keeps nothing of an incident where one of its deliveries cannot be kept', async () => {
    const { store, close } = await open(file);
    const stray = deliveryOf({ id: idOf(2), incidentId: idOf(9) });
    const change = { incident: incidentOf(), deliveries: [deliveryOf(), stray] };
    await expect(store.saveIncident(change)).rejects.toBeInstanceOf(StoreFault);
    expect(await store.incident(idOf(1))).toBeNull();
    expect(await store.unsettledDeliveries()).toEqual([]);
    await close();
  });

  it('refuses what it is asked after it was closed', async () => {
    const { store, close } = await open(file);
    await close();
    await expect(store.openIncidents()).rejects.toBeInstanceOf(StoreFault);
  });
});
