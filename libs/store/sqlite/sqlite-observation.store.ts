import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import { ObservationStore, type LatestObservation, type SeriesQuery } from '../observation-store.js';
import type { DatabaseThread } from './database-thread.js';

/** Keeps observations in one SQLite file. A thread of its own does the work, since `node:sqlite` blocks. */
export class SqliteObservationStore extends ObservationStore {
  private readonly thread: DatabaseThread;

  constructor(thread: DatabaseThread) {
    super();
    this.thread = thread;
  }

  append(observation: Observation): Promise<void> {
    return this.thread.ask('append', observation);
  }

  latest(): Promise<LatestObservation[]> {
    return this.thread.ask('latest');
  }

  series(query: SeriesQuery): Promise<SeriesPoint[]> {
    return this.thread.ask('series', query);
  }

  prune(beforeMs: number): Promise<void> {
    return this.thread.ask('prune', beforeMs);
  }

  ping(): Promise<void> {
    return this.thread.ask('ping');
  }

  verify(): Promise<void> {
    return this.thread.ask('verify');
  }

  restoreFile(): Promise<boolean> {
    return this.thread.ask('restoreFile');
  }

  close(): Promise<void> {
    return this.thread.close();
  }
}
