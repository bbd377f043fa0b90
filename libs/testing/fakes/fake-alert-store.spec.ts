import { RatesInMemory } from '@envscope/store/rates/rates-in-memory.js';
import { describe, expect, it } from '@jest/globals';
import { StoreFault } from '@envscope/store/observation-store.js';
import { describeAlertStores } from '../contracts/alert-stores-contract.js';
import { incidentOf } from '../alerts.js';
import { FakeAccessStore } from './fake-access-store.js';
import { AlertMemory, FakeAlertStore } from './fake-alert-store.js';
import { FakeAuditStore } from './fake-audit-store.js';
import { FakeBeatStore } from './fake-beat-store.js';
import { FakeStore } from './fake-store.js';

for (const isShared of [false, true]) {
  describeAlertStores(isShared ? 'A shared memory' : 'Memory', () => {
    const memory = new AlertMemory();
    const beats = new FakeBeatStore();
    return Promise.resolve({
      open: () => {
        const store = new FakeAlertStore(memory, isShared);
        const observations = new FakeStore();
        const access = new FakeAccessStore();
        const audit = new FakeAuditStore();
        const alerts = { incidents: store, rules: store, mutes: store, lease: store };
        return Promise.resolve({
          observations,
          ...alerts,
          people: access,
          sessions: access,
          rates: new RatesInMemory(),
          audit,
          apiKeys: audit,
          beats,
        });
      },
      remove: () => Promise.resolve(),
    });
  });
}

describe('FakeAlertStore', () => {
  it('rejects while it fails, and answers nobody while it is held', async () => {
    const store = new FakeAlertStore();
    store.isFailing = true;
    await expect(store.openIncidents()).rejects.toBeInstanceOf(StoreFault);
    store.isFailing = false;
    store.hold();
    const saved = store.saveIncident({ incident: incidentOf(), deliveries: [] });
    await Promise.resolve();
    expect(store.memory.incidents.size).toBe(0);
    store.release();
    expect(await saved).toBe('saved');
  });
});
