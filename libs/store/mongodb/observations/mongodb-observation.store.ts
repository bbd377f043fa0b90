import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import {
  ObservationStore,
  type LatestObservation,
  type SeriesQuery,
  type StatusPoint,
  type StatusQuery,
} from '../../observation-store.js';
import type { DatabaseLink } from '../database-link.js';
import { LatestObservations } from './latest-observations.js';
import { SeriesHistory, startOfHour } from './series-history.js';

/**
 * Keeps observations in MongoDB, for teams that run more than one console. Asks for nothing that a standalone server
 * lacks: each document changes by itself, so that of an append that fails half-way some targets may be kept.
 */
export class MongoObservationStore extends ObservationStore {
  private readonly history: SeriesHistory;
  private readonly newest: LatestObservations;
  private turn = Promise.resolve();

  constructor(
    private readonly link: DatabaseLink,
    now: () => number,
  ) {
    super();
    this.history = new SeriesHistory(link.connection, now);
    this.newest = new LatestObservations(link.connection, now);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await Promise.all([this.history.prepare(), this.newest.prepare()]);
  }

  append(observations: readonly Observation[]): Promise<void> {
    return this.inTurn(async () => {
      await this.history.append(observations);
      await this.newest.replace(observations);
    });
  }

  latest(): Promise<LatestObservation[]> {
    return this.link.run(() => this.newest.all());
  }

  series(query: SeriesQuery): Promise<SeriesPoint[]> {
    return this.link.run(() => this.history.series(query));
  }

  statuses(query: StatusQuery): Promise<StatusPoint[]> {
    return this.link.run(() => this.history.statuses(query));
  }

  async prune(beforeMs: number): Promise<void> {
    const before = startOfHour(beforeMs);
    await this.link.run(() => this.history.prune(before));
    await this.inTurn(() => this.newest.prune(before));
  }

  ping(): Promise<void> {
    return this.link.ping();
  }

  verify(): Promise<void> {
    return this.link.ping();
  }

  restoreFile(): Promise<boolean> {
    return Promise.resolve(false);
  }

  close(): Promise<void> {
    return this.link.close();
  }

  /** What writes goes one after another: it changes the same documents, and what is remembered of them. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    return this.link.run(() => {
      const writing = this.turn.then(work);
      this.turn = writing.catch(() => undefined);
      return writing;
    });
  }
}
