import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { incidentOf } from '@envscope/testing/alerts.js';
import { observationOf } from '@envscope/testing/observations.js';
import { IncidentStore } from './incident-store.js';
import { ObservationStore, StoreFault } from './observation-store.js';
import type { StoreOptions } from './opening/open-stores.js';
import { StoreModule } from './store.module.js';

const OPTIONS = Symbol('OPTIONS');

function start(options: StoreOptions) {
  @Global()
  @Module({ providers: [{ provide: OPTIONS, useValue: options }], exports: [OPTIONS] })
  class OptionsModule {}
  return Test.createTestingModule({ imports: [OptionsModule, StoreModule.with(OPTIONS)] }).compile();
}

describe('StoreModule', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'envscope-module-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('keeps observations and alerts under the data folder from one start to the next', async () => {
    for (const kept of [0, 1]) {
      const console = await start({ storeUrl: undefined, dataDir });
      const store = console.get(ObservationStore);
      expect(await store.latest()).toHaveLength(kept);
      await store.append([observationOf()]);
      const incidents = console.get(IncidentStore);
      expect(await incidents.openIncidents()).toHaveLength(kept);
      await incidents.saveIncident({ incident: incidentOf(), deliveries: [] });
      await console.close();
      await expect(store.ping()).rejects.toBeInstanceOf(StoreFault);
      await expect(incidents.openIncidents()).rejects.toBeInstanceOf(StoreFault);
    }
    expect(await readdir(dataDir)).toEqual(['envscope.db']);
  });

  it('fails the start where the file is not ours', async () => {
    await writeFile(join(dataDir, 'envscope.db'), 'a letter to a friend '.repeat(100));
    await expect(start({ storeUrl: undefined, dataDir })).rejects.toThrow('is not an SQLite database');
  });

  it('fails the start where MongoDB does not answer, without revealing the credentials', async () => {
    const storeUrl = 'mongodb://envscope:hunter2secret@127.0.0.1:1/envscope?serverSelectionTimeoutMS=200';
    const outcome = await start({ storeUrl, dataDir }).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(StoreFault);
    expect(String((outcome as Error).message)).toContain('127.0.0.1:1');
    expect(JSON.stringify(outcome, Object.getOwnPropertyNames(outcome))).not.toContain('hunter2secret');
  });
});
