import { RatesInMemory } from '@envscope/store/rates/rates-in-memory.js';
import { describeAccessStores } from '../contracts/access/access-stores-contract.js';
import { FakeAccessStore } from './fake-access-store.js';
import { FakeAlertStore } from './fake-alert-store.js';
import { FakeAuditStore } from './fake-audit-store.js';
import { FakeBeatStore } from './fake-beat-store.js';
import { FakeStore } from './fake-store.js';

describeAccessStores('Memory', () => {
  const access = new FakeAccessStore();
  const audit = new FakeAuditStore();
  const store = new FakeAlertStore();
  const stores = {
    observations: new FakeStore(),
    incidents: store,
    rules: store,
    mutes: store,
    audit,
    apiKeys: audit,
    lease: store,
    people: access,
    sessions: access,
    beats: new FakeBeatStore(),
    rates: new RatesInMemory(),
  };
  return Promise.resolve({ open: () => Promise.resolve(stores), remove: () => Promise.resolve() });
});
