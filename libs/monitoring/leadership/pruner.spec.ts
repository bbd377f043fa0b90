import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreFault } from '@envscope/store/observation-store.js';
import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';
import type { Stores } from '@envscope/store/stores.js';
import { idOf, incidentOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { FakeStore } from '@envscope/testing/fakes/fake-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ClockWatch } from '../clock/clock-watch.js';
import { Pruner } from './pruner.js';

// The store compiles its thread from source, which a busy machine takes its time for.
jest.setTimeout(20_000);

const DAY_MS = 24 * 3_600_000;

describe('Pruner', () => {
  let folder: string;
  let stores: Stores;
  let clock: FakeClock;
  let watch: ClockWatch;
  let pruner: Pruner;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'envscope-pruner-'));
    stores = await openSqliteStores(join(folder, 'envscope.db'));
    clock = new FakeClock();
    watch = new ClockWatch(clock);
    pruner = new Pruner(stores, watch, () => undefined);
  });
  afterEach(async () => {
    await stores.observations.close();
    await rm(folder, { recursive: true });
  });

  const keepIncidentOf = (number: number, ageMs: number) => {
    const at = new Date(clock.now() - ageMs).toISOString();
    const incident = incidentOf({ id: idOf(number), openedAt: at, resolvedAt: at });
    return stores.incidents.saveIncident({ incident, deliveries: [] });
  };
  const incidentsKept = async () => (await stores.incidents.incidents({ limit: 10 })).map(({ id }) => id);
  const samplesKept = async () => {
    const window = { fromMs: STORY_START_MS - 30 * DAY_MS, toMs: STORY_START_MS + 1, stepMs: DAY_MS };
    const asked = {
      environment: 'dev',
      service: 'redis',
      target: 'default',
      measurement: 'latencyMs',
    } as const;
    const series = await stores.observations.series({ ...asked, ...window });
    return series.reduce((sum, { count }) => sum + count, 0);
  };

  it('forgets incidents that were resolved 90 days ago, and no younger ones', async () => {
    await keepIncidentOf(1, 91 * DAY_MS);
    await keepIncidentOf(2, 89 * DAY_MS);
    await pruner.prune();
    expect(await incidentsKept()).toEqual([idOf(2)]);
  });

  it('forgets results of more than a week ago', async () => {
    for (const days of [20, 19, 2, 1, 0]) {
      await stores.observations.append([observationOf({ atMs: STORY_START_MS - days * DAY_MS })]);
    }
    await pruner.prune();
    expect(await samplesKept()).toBe(3);
  });

  it('forgets nothing because the clock was set years ahead', async () => {
    await keepIncidentOf(1, DAY_MS);
    clock.set(2 * 365 * DAY_MS);
    watch.notice();
    await pruner.prune();
    expect(await incidentsKept()).toEqual([idOf(1)]);
  });

  it('prunes every ten minutes until it is stopped, and goes on after the store failed', async () => {
    const [alerts, faults] = [new FakeAlertStore(), [] as unknown[]];
    const prune = jest.spyOn(alerts, 'pruneIncidents');
    jest.useFakeTimers();
    const repeated = new Pruner(
      { observations: new FakeStore(), incidents: alerts, mutes: alerts },
      watch,
      (error) => faults.push(error),
    );
    repeated.start();
    alerts.failNext();
    await jest.advanceTimersByTimeAsync(21 * 60_000);
    expect(prune).toHaveBeenCalledTimes(2);
    expect(faults).toEqual([expect.any(StoreFault)]);
    repeated.stop();
    await jest.advanceTimersByTimeAsync(21 * 60_000);
    expect(prune).toHaveBeenCalledTimes(2);
    jest.useRealTimers();
  });
});
