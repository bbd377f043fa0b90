import type { DatabaseSync } from 'node:sqlite';
import { measuredIn } from '@envscope/contracts/checks/measured-in.js';
import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import { Buckets, WorstStatuses } from '../../buckets.js';
import type { LatestObservation, SeriesQuery, StatusPoint, StatusQuery } from '../../observation-store.js';
import { touchDatabase } from '../file/database-file.js';
import { atomically } from '../file/transaction.js';
import { BlockTable, hourOf, startOf } from './block-table.js';
import { LatestTables } from './latest-tables.js';
import { SeriesTable } from './series-table.js';

// Pages given back to the file system in one go: 4 MB.
const PAGES_PER_VACUUM = 1_000;
const HOURS_PER_SLICE = 24;

/** Observations in an open database. Synchronous: it lives in a thread of its own. */
export class ObservationDatabase {
  private readonly database: DatabaseSync;
  private readonly ids: SeriesTable;
  private readonly blocks: BlockTable;
  private readonly newest: LatestTables;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.ids = new SeriesTable(database);
    this.blocks = new BlockTable(database);
    this.newest = new LatestTables(database, this.ids);
  }

  /** In one transaction. */
  append(observations: readonly Observation[]): void {
    this.change(() => {
      for (const observation of observations) {
        const { environment, service } = observation;
        for (const result of measuredIn(observation))
          this.blocks.add(this.ids.idOf(environment, service, result.target), result);
        this.newest.replace(observation);
      }
      this.blocks.write();
      this.newest.write();
    });
  }

  latest(): LatestObservation[] {
    return this.newest.all();
  }

  /** A day at a time, so that others are served between. */
  *series(query: SeriesQuery): Generator<undefined, SeriesPoint[]> {
    const { environment, service, target, measurement, fromMs, toMs } = query;
    const buckets = new Buckets(query);
    const series = this.ids.find(environment, service, target);
    if (series === undefined) return [];
    const [first, last] = [hourOf(Math.max(fromMs, 0)), hourOf(Math.max(toMs - 1, 0))];
    for (let hour = first; hour <= last; hour += HOURS_PER_SLICE) {
      if (hour > first) yield;
      const end = Math.min(hour + HOURS_PER_SLICE - 1, last);
      buckets.add(this.blocks.samples(series, hour, end, measurement));
    }
    return buckets.points();
  }

  /** A target at a time, so that others are served between. */
  *statuses(query: StatusQuery): Generator<undefined, StatusPoint[]> {
    const { environment, service, fromMs, toMs } = query;
    const leftOut = new Set<string | null>(query.leftOut);
    const statuses = new WorstStatuses(query);
    const [first, last] = [hourOf(Math.max(fromMs, 0)), hourOf(Math.max(toMs - 1, 0))];
    for (const series of this.ids.ofService(environment, service)) {
      for (const result of this.blocks.results(series, first, last))
        if (!leftOut.has(result.reason)) statuses.add(result);
      yield;
    }
    return statuses.points();
  }

  /** Forgets the hours that end by the moment, and gives the file system what they held, little by little. */
  *prune(beforeMs: number): Generator<undefined, void> {
    this.change(() => {
      const hour = hourOf(beforeMs);
      this.blocks.prune(this.ids.all(), hour);
      this.newest.prune(startOf(hour));
      this.ids.prune();
    });
    const free = this.freePages();
    for (let given = 0; given < free; given += PAGES_PER_VACUUM) {
      yield;
      this.database.exec(`PRAGMA incremental_vacuum(${PAGES_PER_VACUUM})`);
    }
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Throws where an append would. */
  ping(): void {
    touchDatabase(this.database);
  }

  /** What is in memory of a transaction that was rolled back was never true. */
  private change(work: () => void): void {
    try {
      atomically(this.database, work);
    } catch (error) {
      for (const table of [this.ids, this.blocks, this.newest]) table.forget();
      throw error;
    }
  }

  private freePages(): number {
    return Number(this.database.prepare('PRAGMA freelist_count').get()?.['freelist_count']);
  }
}
