import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EnvironmentId, ServiceKind, TargetId } from '@envscope/contracts/index.js';

/** More hours than a series ever has: the ids of its blocks lie between multiples of it, so that they lie side by side. */
export const HOURS = 2 ** 24;

/** The numbers by which rows name a series. */
export class SeriesTable {
  private readonly add: StatementSync;
  private readonly row: StatementSync;
  private readonly database: DatabaseSync;
  private readonly ids = new Map<string, number>();

  constructor(database: DatabaseSync) {
    this.database = database;
    this.add = database.prepare(
      'INSERT INTO series (environment, service, target) VALUES (?, ?, ?) RETURNING id',
    );
    this.row = database.prepare('SELECT id FROM series WHERE environment = ? AND service = ? AND target = ?');
  }

  /** Makes one where there is none. */
  idOf(environment: EnvironmentId, service: ServiceKind, target: TargetId): number {
    const key = `${environment} ${service} ${target}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const found = this.find(environment, service, target);
    const id = found ?? Number(this.add.get(environment, service, target)?.['id']);
    this.ids.set(key, id);
    return id;
  }

  /** Undefined where nothing was ever appended, or all of it is forgotten. */
  find(environment: EnvironmentId, service: ServiceKind, target: TargetId): number | undefined {
    const id = this.row.get(environment, service, target)?.['id'];
    return id === undefined ? undefined : Number(id);
  }

  /** Every target's of a service. */
  ofService(environment: EnvironmentId, service: ServiceKind): number[] {
    const rows = this.database
      .prepare('SELECT id FROM series WHERE environment = ? AND service = ?')
      .all(environment, service);
    return rows.map(({ id }) => Number(id));
  }

  all(): number[] {
    const rows = this.database.prepare('SELECT id FROM series').all();
    return rows.map(({ id }) => Number(id));
  }

  /** Forgets those of which no other table holds anything. */
  prune(): void {
    this.database
      .prepare(
        `DELETE FROM series WHERE
           NOT EXISTS (SELECT 1 FROM block WHERE block.id BETWEEN series.id * ?1 AND series.id * ?1 + ?1 - 1)
           AND NOT EXISTS (SELECT 1 FROM latest_result WHERE latest_result.series = series.id)`,
      )
      .run(HOURS);
    this.forget();
  }

  /** Drops what is in memory, since rows are gone or a transaction was rolled back. */
  forget(): void {
    this.ids.clear();
  }
}
