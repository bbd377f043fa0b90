import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import { ObservationStore, type LatestObservation, type SeriesQuery } from '../observation-store.js';
import { DatabaseThread, startDatabaseThread } from './database-thread.js';

/** Keeps observations in one SQLite file. A thread of its own does the work, since `node:sqlite` blocks. */
export class SqliteObservationStore extends ObservationStore {
  private readonly thread: DatabaseThread;

  private constructor(thread: DatabaseThread) {
    super();
    this.thread = thread;
  }

  /** Opens or creates the file. Rejects with a `StoreFault` that says what is wrong with it. */
  static async open(file: string, startThread = startDatabaseThread): Promise<SqliteObservationStore> {
    const store = new SqliteObservationStore(new DatabaseThread(() => startThread(file)));
    await store.ping();
    return store;
  }

  async append(observation: Observation): Promise<void> {
    await this.thread.ask({ verb: 'append', observation });
  }

  latest(): Promise<LatestObservation[]> {
    return this.thread.ask({ verb: 'latest' }) as Promise<LatestObservation[]>;
  }

  series(query: SeriesQuery): Promise<SeriesPoint[]> {
    return this.thread.ask({ verb: 'series', query }) as Promise<SeriesPoint[]>;
  }

  async prune(beforeMs: number): Promise<void> {
    await this.thread.ask({ verb: 'prune', beforeMs });
  }

  async ping(): Promise<void> {
    await this.thread.ask({ verb: 'ping' });
  }

  close(): Promise<void> {
    return this.thread.close();
  }
}
