import type { Stores } from '../stores.js';
import { DatabaseLink } from './database-link.js';
import { MongoAlertStore } from './mongodb-alert.store.js';
import { MongoObservationStore } from './mongodb-observation.store.js';

export interface MongoStoreOptions {
  /** Every certificate authority that is trusted; unset: Node's own list. */
  readonly certificates?: readonly string[] | undefined;
  readonly now?: () => number;
}

/** Connects and makes the indexes. Rejects with a `StoreFault` that names the server, never the credentials. */
export function openMongoStores(
  url: string,
  { certificates, now = Date.now }: MongoStoreOptions = {},
): Promise<Stores> {
  return DatabaseLink.open(url, certificates, async (link) => {
    const stores = { observations: new MongoObservationStore(link, now), alerts: new MongoAlertStore(link) };
    await Promise.all([stores.observations.prepare(), stores.alerts.prepare()]);
    await link.ping();
    return stores;
  });
}
