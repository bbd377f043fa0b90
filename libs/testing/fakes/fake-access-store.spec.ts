import { describeAccessStores } from '../contracts/access/access-stores-contract.js';
import { FakeAccessStore } from './fake-access-store.js';
import { FakeAlertStore } from './fake-alert-store.js';
import { FakeStore } from './fake-store.js';

describeAccessStores('Memory', () => {
  const access = new FakeAccessStore();
  const store = new FakeAlertStore();
  const alerts = { incidents: store, rules: store, mutes: store, lease: store };
  return Promise.resolve({
    open: () =>
      Promise.resolve({ observations: new FakeStore(), ...alerts, people: access, sessions: access }),
    remove: () => Promise.resolve(),
  });
});
