import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SessionRecord, SessionUse } from '../../access/session-store.js';

const COLUMNS =
  'id, person_id AS personId, method, created_at AS createdAtMs, seen_at AS seenAtMs, ends_at AS endsAtMs, address, agent';

/** Sessions, a row each, and keys that may be used once. */
export class SessionTable {
  private readonly find: StatementSync;
  private readonly findOf: StatementSync;
  private readonly insert: StatementSync;
  private readonly touch: StatementSync;
  private readonly remove: StatementSync;
  private readonly removeOf: StatementSync;
  private readonly insertKey: StatementSync;
  private readonly takeKey: StatementSync;
  private readonly forget: readonly StatementSync[];

  constructor(database: DatabaseSync) {
    this.find = database.prepare(`SELECT ${COLUMNS} FROM session WHERE id = ? AND ends_at > ?`);
    this.findOf = database.prepare(
      `SELECT ${COLUMNS} FROM session WHERE person_id = ? AND ends_at > ? ORDER BY created_at DESC, id`,
    );
    this.insert = database.prepare(
      `INSERT INTO session (id, person_id, method, created_at, seen_at, ends_at, address, agent)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.touch = database.prepare('UPDATE session SET seen_at = ?, ends_at = ? WHERE id = ?');
    this.remove = database.prepare('DELETE FROM session WHERE id = ?');
    this.removeOf = database.prepare('DELETE FROM session WHERE person_id = ?1 AND id IS NOT ?2');
    this.insertKey = database.prepare('INSERT INTO once_key (key, ends_at) VALUES (?, ?)');
    this.takeKey = database.prepare('DELETE FROM once_key WHERE key = ? AND ends_at > ?');
    this.forget = ['session', 'once_key'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE ends_at <= ?`),
    );
  }

  get(id: string, nowMs: number): SessionRecord | null {
    return sessionsOf([this.find.get(id, nowMs)])[0] ?? null;
  }

  of(personId: string, nowMs: number): SessionRecord[] {
    return sessionsOf(this.findOf.all(personId, nowMs));
  }

  add(session: SessionRecord): void {
    const { id, personId, method, createdAtMs, seenAtMs, endsAtMs, address, agent } = session;
    this.insert.run(id, personId, method, createdAtMs, seenAtMs, endsAtMs, address, agent);
  }

  use({ id, seenAtMs, endsAtMs }: SessionUse): void {
    this.touch.run(seenAtMs, endsAtMs, id);
  }

  end(id: string): boolean {
    return this.remove.run(id).changes === 1;
  }

  endOf(personId: string, except: string | null): number {
    return Number(this.removeOf.run(personId, except).changes);
  }

  keepOnce(key: string, untilMs: number): void {
    this.insertKey.run(key, untilMs);
  }

  takeOnce(key: string, nowMs: number): boolean {
    return this.takeKey.run(key, nowMs).changes === 1;
  }

  prune(nowMs: number): void {
    for (const statement of this.forget) statement.run(nowMs);
  }
}

/** Rows as objects that can be sent to another thread. */
function sessionsOf(rows: readonly (Record<string, unknown> | undefined)[]): SessionRecord[] {
  return rows.flatMap((row) => (row ? [{ ...row } as unknown as SessionRecord] : []));
}
