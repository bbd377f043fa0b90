import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type {
  EnvironmentId,
  Observation,
  ObservedResult,
  ServiceKind,
  Snapshot,
  TargetId,
} from '@envscope/contracts/index.js';
import { NewestOfService, type NewestOfTarget, type ServiceFacts } from '../../newest-of-service.js';
import type { LatestObservation } from '../../observation-store.js';
import type { SeriesTable } from './series-table.js';

const SERVICE = `
  SELECT environment, service, latest_service.observed_at AS observedMs, covers, whole_at AS wholeMs, status,
    status_since AS statusSince, latest_snapshot.observed_at AS snapshotMs
  FROM latest_service LEFT JOIN latest_snapshot USING (environment, service)`;

interface ServiceRow extends ServiceFacts {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
}

interface KnownService extends Pick<ServiceRow, 'environment' | 'service'> {
  readonly newest: NewestOfService;
}

/** What was observed last: the result of each target in a row of its own, and beside them what is known of its service. */
export class LatestTables {
  private readonly putResult: StatementSync;
  private readonly removeResult: StatementSync;
  private readonly putSnapshot: StatementSync;
  private readonly putService: StatementSync;
  private readonly database: DatabaseSync;
  private readonly series: SeriesTable;
  private readonly known = new Map<string, KnownService>();
  /** Services of which rows do not say yet what is known. */
  private readonly changed = new Set<KnownService>();

  constructor(database: DatabaseSync, series: SeriesTable) {
    this.database = database;
    this.series = series;
    this.putResult = database.prepare(
      'INSERT OR REPLACE INTO latest_result (series, observed_at, result) VALUES (?, ?, ?)',
    );
    this.removeResult = database.prepare('DELETE FROM latest_result WHERE series = ?');
    this.putSnapshot = database.prepare('INSERT OR REPLACE INTO latest_snapshot VALUES (?, ?, ?, ?)');
    this.putService = database.prepare(
      `INSERT OR REPLACE INTO latest_service
         (environment, service, observed_at, covers, whole_at, status, status_since) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** Puts what is new in the place of what was known. What is known of the service is written by `write`. */
  replace(observation: Observation): void {
    const { environment, service, observedAt, snapshot } = observation;
    const known = this.knownOf(environment, service);
    const { results, gone, isSnapshotNew } = known.newest.take(observation, Date.now());
    const observedMs = Date.parse(observedAt);
    const seriesOf = (target: TargetId): number => this.series.idOf(environment, service, target);
    for (const result of results)
      this.putResult.run(seriesOf(result.target), observedMs, JSON.stringify(result));
    for (const target of gone) this.removeResult.run(seriesOf(target));
    if (isSnapshotNew) this.putSnapshot.run(environment, service, observedMs, JSON.stringify(snapshot));
    this.changed.add(known);
  }

  /** Writes what is known of each service that has changed, once for all of its observations. */
  write(): void {
    for (const { environment, service, newest } of this.changed) {
      if (!newest.facts) continue;
      const { observedMs, covers, wholeMs, status, statusSince } = newest.facts;
      this.putService.run(environment, service, observedMs, covers, wholeMs, status, statusSince);
    }
    this.changed.clear();
  }

  /** Drops what is in memory, since rows are gone or a transaction was rolled back. */
  forget(): void {
    this.known.clear();
    this.changed.clear();
  }

  all(): LatestObservation[] {
    const services = this.database.prepare(`${SERVICE} ORDER BY environment, service`).all();
    return (services as unknown as ServiceRow[]).flatMap((row) => {
      const { environment, service, observedMs, covers, statusSince } = row;
      const results = this.resultsOf(environment, service);
      if (results.length === 0) return [];
      const snapshot = row.snapshotMs === null ? null : this.snapshotOf(environment, service);
      const observedAt = new Date(observedMs).toISOString();
      return [{ observation: { environment, service, observedAt, covers, results, snapshot }, statusSince }];
    });
  }

  /** Forgets what was last observed before the moment, epoch milliseconds. */
  prune(beforeMs: number): void {
    this.database.prepare('DELETE FROM latest_result WHERE observed_at < ?').run(beforeMs);
    this.database.prepare('DELETE FROM latest_service WHERE observed_at < ?').run(beforeMs);
    this.database.exec(
      `DELETE FROM latest_snapshot WHERE (environment, service) NOT IN (SELECT environment, service FROM latest_service)`,
    );
    this.forget();
  }

  private knownOf(environment: EnvironmentId, service: ServiceKind): KnownService {
    const key = `${environment} ${service}`;
    const known = this.known.get(key);
    if (known) return known;
    const read = { environment, service, newest: this.read(environment, service) };
    this.known.set(key, read);
    return read;
  }

  private read(environment: EnvironmentId, service: ServiceKind): NewestOfService {
    const row = this.database
      .prepare(`${SERVICE} WHERE environment = ? AND service = ?`)
      .get(environment, service);
    const targets = this.database
      .prepare(
        `SELECT target, observed_at AS observedMs, result ->> '$.status' AS status
         FROM latest_result JOIN series ON id = series WHERE environment = ? AND service = ?`,
      )
      .all(environment, service) as unknown as (NewestOfTarget & { target: TargetId })[];
    return new NewestOfService(
      row as unknown as ServiceFacts | undefined,
      targets.map(({ target, ...newest }) => [target, newest]),
    );
  }

  /** In the order in which the targets were first seen. */
  private resultsOf(environment: EnvironmentId, service: ServiceKind): ObservedResult[] {
    return this.database
      .prepare(
        `SELECT result FROM latest_result JOIN series ON id = series
         WHERE environment = ? AND service = ? ORDER BY series`,
      )
      .all(environment, service)
      .map(({ result }) => JSON.parse(String(result)) as ObservedResult);
  }

  private snapshotOf(environment: EnvironmentId, service: ServiceKind): Snapshot {
    const row = this.database
      .prepare('SELECT snapshot FROM latest_snapshot WHERE environment = ? AND service = ?')
      .get(environment, service);
    return JSON.parse(String(row?.['snapshot'])) as Snapshot;
  }
}
