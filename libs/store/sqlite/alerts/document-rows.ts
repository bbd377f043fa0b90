import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** A condition of a query with the value of its `?`; it does not count where the value is undefined. */
export type Condition = readonly [sql: string, value?: SQLInputValue | undefined];

/** Holds for rows of the environments in a list, which `?` is. */
export const AMONG = 'environment IN (SELECT value FROM json_each(?))';
/** The same for a statement whose first value is the list, or null for all. */
export const AMONG_OR_ALL = '(?1 IS NULL OR environment IN (SELECT value FROM json_each(?1)))';

/** A list as a value of a statement. */
export function listOf(values: readonly string[] | undefined): string | undefined {
  return values && JSON.stringify(values);
}

interface Selection {
  readonly table: 'incident' | 'delivery' | 'audit';
  readonly conditions: readonly Condition[];
  readonly order: 'id' | 'id DESC' | 'sequence' | 'sequence DESC';
  readonly limit?: number;
}

/** The documents that meet all conditions. */
export function select<T>(database: DatabaseSync, { table, conditions, order, limit = -1 }: Selection): T[] {
  const given = conditions.filter((condition) => condition.length === 1 || condition[1] !== undefined);
  const where = given.map(([sql]) => `AND ${sql}`).join(' ');
  const values = given.flatMap(([, value]) => (value === undefined ? [] : [value]));
  const rows = database
    .prepare(`SELECT document FROM ${table} WHERE TRUE ${where} ORDER BY ${order} LIMIT ?`)
    .all(...values, limit);
  return documentsOf<T>(rows);
}

/** What the rows' `document` columns hold. */
export function documentsOf<T>(rows: readonly Record<string, unknown>[]): T[] {
  return rows.map(({ document }) => JSON.parse(String(document)) as T);
}
