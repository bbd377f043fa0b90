import type { Stores } from '../stores.js';
import { DatabaseThread, startDatabaseThread } from './database-thread.js';
import { SqliteAlertStore } from './sqlite-alert.store.js';
import { SqliteObservationStore } from './sqlite-observation.store.js';

/** Opens or creates the file. Rejects with a `StoreFault` that says what is wrong with it. */
export async function openSqliteStores(file: string, startThread = startDatabaseThread): Promise<Stores> {
  const thread = new DatabaseThread((isKnown) => startThread(file, isKnown));
  await thread.ask('ping');
  return { observations: new SqliteObservationStore(thread), alerts: new SqliteAlertStore(thread) };
}
