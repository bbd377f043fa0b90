import type { DatabaseSync, StatementSync } from 'node:sqlite';
// By file, as in buckets.ts.
import { worstOf } from '@envscope/contracts/checks/check-status.js';
import type { CheckResult, Observation, SeriesPoint, TargetId } from '@envscope/contracts/index.js';
import { Buckets, type Sample } from '../../buckets.js';
import { LATENCY, type LatestObservation, type SeriesQuery } from '../../observation-store.js';
import { appendToBlock, readBlock, type StoredResult } from './block-codec.js';
import { touchDatabase } from '../file/database-file.js';
import { atomically } from '../file/transaction.js';

const HOUR_MS = 3_600_000;
// A block's id is its series and its hour since the epoch, so that a series' blocks lie side by side.
const HOURS = 2 ** 24;
// Pages given back to the file system in one go: 4 MB.
const PAGES_PER_VACUUM = 1_000;
const HOURS_PER_SLICE = 24;

/** The statements on an open database. Synchronous: it lives in a thread of its own. */
export class ObservationDatabase {
  private readonly database: DatabaseSync;
  private readonly addSeries: StatementSync;
  private readonly findSeries: StatementSync;
  private readonly findBlock: StatementSync;
  private readonly putBlock: StatementSync;
  private readonly findBlocks: StatementSync;
  private readonly putLatest: StatementSync;
  private readonly putSnapshot: StatementSync;
  private readonly findLatest: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.addSeries = database.prepare(
      'INSERT INTO series (environment, service, target) VALUES (?, ?, ?) RETURNING id',
    );
    this.findSeries = database.prepare(
      'SELECT id FROM series WHERE environment = ? AND service = ? AND target = ?',
    );
    this.findBlock = database.prepare('SELECT results FROM block WHERE id = ?');
    this.putBlock = database.prepare(
      'INSERT INTO block (id, results) VALUES (?, ?) ON CONFLICT DO UPDATE SET results = excluded.results',
    );
    this.findBlocks = database.prepare('SELECT id, results FROM block WHERE id BETWEEN ? AND ? ORDER BY id');
    this.putLatest = database.prepare(`
      INSERT INTO latest (environment, service, observed_at, status, status_since, observation)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET
        observed_at = excluded.observed_at,
        status_since = iif(status = excluded.status, min(status_since, excluded.status_since), excluded.status_since),
        status = excluded.status,
        observation = excluded.observation
      WHERE excluded.observed_at >= observed_at OR observed_at > ?7`);
    this.putSnapshot = database.prepare(`
      UPDATE latest SET snapshot_at = ?3, snapshot = ?4
      WHERE environment = ?1 AND service = ?2 AND (snapshot_at IS NULL OR snapshot_at <= ?3 OR snapshot_at > ?5)`);
    this.findLatest = database.prepare(
      'SELECT observation, snapshot, status_since FROM latest ORDER BY environment, service',
    );
  }

  /** To be called within a transaction, which may hold several. */
  append(observations: readonly Observation[]): void {
    for (const observation of observations) {
      this.appendHistory(observation);
      this.replaceLatest(observation);
    }
  }

  latest(): LatestObservation[] {
    const rows = this.findLatest.all() as {
      observation: string;
      snapshot: string | null;
      status_since: string;
    }[];
    return rows.map(({ observation, snapshot, status_since: statusSince }) => ({
      observation: {
        covers: 'service',
        ...(JSON.parse(observation) as Omit<Observation, 'covers' | 'snapshot'>),
        snapshot: snapshot === null ? null : (JSON.parse(snapshot) as Observation['snapshot']),
      },
      statusSince,
    }));
  }

  /** A day at a time, so that others are served between. */
  *series(query: SeriesQuery): Generator<undefined, SeriesPoint[]> {
    const buckets = new Buckets(query);
    const series = this.findSeries.get(query.environment, query.service, query.target)?.['id'];
    if (series === undefined) return [];
    const [first, last] = [hourOf(Math.max(query.fromMs, 0)), hourOf(Math.max(query.toMs - 1, 0))];
    for (let hour = first; hour <= last; hour += HOURS_PER_SLICE) {
      if (hour > first) yield;
      const end = Math.min(hour + HOURS_PER_SLICE - 1, last);
      buckets.add(this.samples(Number(series), hour, end, query.measurement));
    }
    return buckets.points();
  }

  /** Forgets the hours that end by the moment, and gives the file system what they held, little by little. */
  *prune(beforeMs: number): Generator<undefined, void> {
    atomically(this.database, () => {
      const blocks = this.database.prepare('DELETE FROM block WHERE id >= ? AND id < ?');
      const series = this.database.prepare('SELECT id FROM series').all() as { id: number }[];
      for (const { id } of series) blocks.run(blockId(id, 0), blockId(id, hourOf(beforeMs)));
      this.database
        .prepare(
          `DELETE FROM series WHERE NOT EXISTS (
            SELECT 1 FROM block WHERE block.id BETWEEN series.id * ?1 AND series.id * ?1 + ?1 - 1)`,
        )
        .run(HOURS);
      this.database.prepare('DELETE FROM latest WHERE observed_at < ?').run(hourOf(beforeMs) * HOUR_MS);
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

  private appendHistory({ environment, service, results }: Observation): void {
    const byBlock = Map.groupBy(
      results,
      ({ target, checkedAt }) => `${hourOf(Date.parse(checkedAt))} ${target}`,
    );
    for (const group of byBlock.values()) {
      const [first] = group;
      if (!first) continue;
      const hour = hourOf(Date.parse(first.checkedAt));
      const id = blockId(this.seriesId(environment, service, first.target), hour);
      const block = this.findBlock.get(id)?.['results'] as Uint8Array | undefined;
      this.putBlock.run(id, appendToBlock(block ?? new Uint8Array(), hour * HOUR_MS, group.map(stored)));
    }
  }

  private replaceLatest({ snapshot, ...observation }: Observation): void {
    const { environment, service, observedAt, results } = observation;
    const observedMs = Date.parse(observedAt);
    const status = worstOf(results.map((result) => result.status));
    // What is stored from later than now is from before the clock was set back: it would be shown until that comes again.
    const nowMs = Date.now();
    const document = JSON.stringify(observation);
    this.putLatest.run(environment, service, observedMs, status, observedAt, document, nowMs);
    if (snapshot) this.putSnapshot.run(environment, service, observedMs, JSON.stringify(snapshot), nowMs);
  }

  private seriesId(environment: string, service: string, target: TargetId): number {
    const key = [environment, service, target];
    return Number((this.findSeries.get(...key) ?? this.addSeries.get(...key))?.['id']);
  }

  private *samples(series: number, first: number, last: number, measurement: string): Generator<Sample> {
    const rows = this.findBlocks.iterate(blockId(series, first), blockId(series, last));
    for (const row of rows as Iterable<{ id: number; results: Uint8Array }>) {
      for (const result of readBlock(row.results, (row.id % HOURS) * HOUR_MS)) {
        const value = measurement === LATENCY ? result.latencyMs : result.measurements.get(measurement);
        yield { atMs: result.atMs, status: result.status, value: value ?? null };
      }
    }
  }

  private freePages(): number {
    return Number(this.database.prepare('PRAGMA freelist_count').get()?.['freelist_count']);
  }
}

function stored({ checkedAt, status, latencyMs, measurements, reason }: CheckResult): StoredResult {
  return {
    atMs: Date.parse(checkedAt),
    status,
    latencyMs,
    measurements: new Map(Object.entries(measurements)),
    reason: reason?.code ?? null,
  };
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

function blockId(series: number, hour: number): number {
  if (!(hour >= 0 && hour < HOURS)) throw new RangeError('A moment lies before 1970 or after 3883');
  return series * HOURS + hour;
}
