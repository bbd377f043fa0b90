import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import { ObservationStore, type LatestObservation, type SeriesQuery } from '../../observation-store.js';
import type { DatabaseLink } from '../database-link.js';
import { LatestObservations } from './latest-observations.js';
import { SeriesHistory, startOfHour } from './series-history.js';

/**
 * Keeps observations in MongoDB, for teams that run more than one console. Asks for nothing that a standalone server
 * lacks: each document changes by itself, so that of an observation that fails half-way some targets may be kept.
 */
export class MongoObservationStore extends ObservationStore {
  private readonly history: SeriesHistory;
  private readonly newest: LatestObservations;
  private readonly turns = new Map<string, Promise<void>>();

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

  append(observation: Observation): Promise<void> {
    return this.link.run(() => this.inTurn(observation));
  }

  latest(): Promise<LatestObservation[]> {
    return this.link.run(() => this.newest.all());
  }

  series(query: SeriesQuery): Promise<SeriesPoint[]> {
    return this.link.run(() => this.history.series(query));
  }

  prune(beforeMs: number): Promise<void> {
    return this.link.run(async () => {
      await this.history.prune(startOfHour(beforeMs));
      await this.newest.prune(startOfHour(beforeMs));
    });
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

  /** Appends of one service go one after another: they write the same documents and would only contend. */
  private async inTurn(observation: Observation): Promise<void> {
    const key = `${observation.environment}/${observation.service}`;
    const before = this.turns.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.write(observation));
    this.turns.set(key, turn);
    await turn;
  }

  private async write(observation: Observation): Promise<void> {
    await this.history.append(observation);
    await this.newest.replace(observation);
  }
}
