import type { StoresPlace } from '../stores-place.js';
import { describeApiKeyStore } from './api-key-store-contract.js';
import { describeAuditStore } from './audit-store-contract.js';
import { describePeopleStore } from './people-store-contract.js';
import { describeRateStore } from './rate-store-contract.js';
import { describeSessionStore } from './session-store-contract.js';

/** What every adapter promises of who may come in, and of what was done. */
export function describeAccessStores(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describePeopleStore(adapter, makePlace);
  describeSessionStore(adapter, makePlace);
  describeRateStore(adapter, makePlace);
  describeApiKeyStore(adapter, makePlace);
  describeAuditStore(adapter, makePlace);
}
