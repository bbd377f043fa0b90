import type { StoresPlace } from '../stores-place.js';
import { describePeopleStore } from './people-store-contract.js';
import { describeSessionStore } from './session-store-contract.js';

/** What every adapter promises of who may come in. */
export function describeAccessStores(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describePeopleStore(adapter, makePlace);
  describeSessionStore(adapter, makePlace);
}
