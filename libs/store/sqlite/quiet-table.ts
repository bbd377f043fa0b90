import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Quiet } from '@envscope/contracts/index.js';
import { quietOverAtMs } from '../quiet-end.js';
import { documentsOf } from './document-rows.js';

/** Maintenance and silences, a row each. */
export class QuietTable {
  private readonly findSince: StatementSync;
  private readonly replace: StatementSync;
  private readonly forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.findSince = database.prepare(
      'SELECT document FROM quiet WHERE over_at IS NULL OR over_at >= ? ORDER BY id DESC',
    );
    this.replace = database.prepare('INSERT OR REPLACE INTO quiet (id, over_at, document) VALUES (?, ?, ?)');
    this.forget = database.prepare('DELETE FROM quiet WHERE over_at < ?');
  }

  /** Newest first, without those that were over before the moment. */
  since(overSinceMs: number): Quiet[] {
    return documentsOf(this.findSince.all(overSinceMs));
  }

  put(quiet: Quiet): void {
    this.replace.run(quiet.id, quietOverAtMs(quiet), JSON.stringify(quiet));
  }

  prune(beforeMs: number): void {
    this.forget.run(beforeMs);
  }
}
