import type { Beat, DeafTime } from '@envscope/contracts/index.js';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BEATS_KEPT, DEAF_TIMES_KEPT, type BeatQuery } from '../../beat-store.js';
import { atomically } from '../file/transaction.js';

/** What jobs reported, a row each, and the times in which nobody listened. */
export class BeatTable {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly forget: StatementSync;
  private readonly find: StatementSync;
  private readonly findWithLogs: StatementSync;
  private readonly listenedAt: StatementSync;
  private readonly listen: StatementSync;
  private readonly insertDeaf: StatementSync;
  private readonly forgetDeaf: StatementSync;
  private readonly findDeaf: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.insert = database.prepare(
      'INSERT INTO beat (environment, job, at, kind, run, exit_code, log) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.forget = database.prepare(
      `DELETE FROM beat WHERE environment = ?1 AND job = ?2 AND id <= (
        SELECT id FROM beat WHERE environment = ?1 AND job = ?2 ORDER BY id DESC LIMIT 1 OFFSET ${BEATS_KEPT}
      )`,
    );
    const find = (log: string) =>
      database.prepare(
        `SELECT environment, job, kind, at, run, exit_code, ${log} AS log
         FROM beat WHERE environment = ? AND job = ? ORDER BY id`,
      );
    this.find = find('NULL');
    this.findWithLogs = find('log');
    this.listenedAt = database.prepare('SELECT at FROM listening');
    this.listen = database.prepare(
      'INSERT INTO listening (id, at) VALUES (1, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)',
    );
    this.insertDeaf = database.prepare('INSERT INTO deaf (from_ms, until_ms) VALUES (?, ?)');
    this.forgetDeaf = database.prepare(
      `DELETE FROM deaf WHERE id <= (SELECT id FROM deaf ORDER BY id DESC LIMIT 1 OFFSET ${DEAF_TIMES_KEPT})`,
    );
    this.findDeaf = database.prepare('SELECT from_ms, until_ms FROM deaf ORDER BY id');
  }

  append({ environment, job, at, kind, run, exitCode, log }: Beat): void {
    atomically(this.database, () => {
      this.insert.run(environment, job, at, kind, run, exitCode, log);
      this.forget.run(environment, job);
    });
  }

  /** Oldest first. */
  of({ environment, job, hasLogs }: BeatQuery): Beat[] {
    const rows = (hasLogs ? this.findWithLogs : this.find).all(environment, job);
    return rows.map(({ exit_code: exitCode, ...row }) => ({ ...row, exitCode }) as unknown as Beat);
  }

  noteListening(atMs: number, longestMs: number): void {
    atomically(this.database, () => {
      const before = this.listenedAt.get()?.['at'];
      if (before !== undefined && atMs - Number(before) > longestMs) {
        this.insertDeaf.run(Number(before), atMs);
        this.forgetDeaf.run();
      }
      this.listen.run(atMs);
    });
  }

  deafTimes(): DeafTime[] {
    return this.findDeaf.all().map((row) => ({
      fromMs: Number(row['from_ms']),
      untilMs: Number(row['until_ms']),
    }));
  }
}
