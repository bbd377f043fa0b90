import type { Stores } from '../stores.js';
import { MongoPeopleStore } from './access/mongodb-people.store.js';
import { MongoSessionStore } from './access/mongodb-session.store.js';
import { MongoApiKeyStore } from './access/mongodb-api-key.store.js';
import { MongoAuditStore } from './access/mongodb-audit.store.js';
import { MongoRateStore } from './access/mongodb-rate.store.js';
import { DatabaseLink } from './database-link.js';
import { MongoIncidentStore } from './incidents/mongodb-incident.store.js';
import { MongoBeatStore } from './mongodb-beat.store.js';
import { MongoLeaseStore } from './mongodb-lease.store.js';
import { MongoMuteStore } from './mongodb-mute.store.js';
import { MongoRuleStore } from './mongodb-rule.store.js';
import { MongoObservationStore } from './observations/mongodb-observation.store.js';

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
    const stores = {
      observations: new MongoObservationStore(link, now),
      incidents: new MongoIncidentStore(link),
      rules: new MongoRuleStore(link),
      mutes: new MongoMuteStore(link),
      audit: new MongoAuditStore(link),
      apiKeys: new MongoApiKeyStore(link),
      lease: new MongoLeaseStore(link),
      people: new MongoPeopleStore(link),
      sessions: new MongoSessionStore(link),
      beats: new MongoBeatStore(link),
      rates: new MongoRateStore(link),
    };
    const { observations, incidents, mutes, audit, people, sessions, beats, rates } = stores;
    const prepared = [observations, incidents, mutes, audit, people, sessions, beats, rates];
    await Promise.all(prepared.map((store) => store.prepare()));
    await link.ping();
    return stores;
  });
}
