import { describeBeatStore } from './beat-store-contract.js';
import { describeIncidentStore } from './incident-store-contract.js';
import { describeLeaseStore } from './lease-store-contract.js';
import { describeMuteStore } from './mute-store-contract.js';
import { describeRuleStore } from './rule-store-contract.js';
import type { StoresPlace } from './stores-place.js';

/** What every adapter promises of what the console makes of its observations. */
export function describeAlertStores(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describeIncidentStore(adapter, makePlace);
  describeRuleStore(adapter, makePlace);
  describeMuteStore(adapter, makePlace);
  describeLeaseStore(adapter, makePlace);
  describeBeatStore(adapter, makePlace);
}
