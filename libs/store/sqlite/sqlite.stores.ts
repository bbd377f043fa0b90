import type { LeaseStore } from '../lease-store.js';
import type { Stores } from '../stores.js';
import { DatabaseThread, startDatabaseThread } from './thread/database-thread.js';

/** One process has the file for itself, so that the lease is always given. */
const SOLE_LEASE: LeaseStore = {
  isShared: false,
  holdLease: ({ owner, untilMs }) => Promise.resolve({ owner, term: 1, untilMs }),
  releaseLease: () => Promise.resolve(),
};

/**
 * Opens or creates the file; a thread of its own works on it, since `node:sqlite` blocks. Rejects with a `StoreFault` that says
 * what is wrong with it.
 */
export async function openSqliteStores(file: string, startThread = startDatabaseThread): Promise<Stores> {
  const thread = new DatabaseThread((isKnown) => startThread(file, isKnown));
  const { verbs } = thread;
  await verbs.ping();
  const observations = { ...verbs, close: () => thread.close() };
  return {
    observations,
    incidents: verbs,
    rules: verbs,
    mutes: verbs,
    audit: verbs,
    apiKeys: verbs,
    lease: SOLE_LEASE,
    people: verbs,
    sessions: verbs,
    beats: verbs,
    rates: verbs,
  };
}
