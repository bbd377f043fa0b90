import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Mute } from '@envscope/contracts/index.js';
import { muteOverAtMs } from '../../mute-end.js';
import { documentsOf } from './document-rows.js';

/** Maintenance and silences, a row each. */
export class MuteTable {
  private readonly findSince: StatementSync;
  private readonly insert: StatementSync;
  private readonly replace: StatementSync;
  private readonly forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.findSince = database.prepare(
      'SELECT document FROM mute WHERE over_at IS NULL OR over_at >= ? ORDER BY id DESC',
    );
    this.insert = database.prepare(
      'INSERT INTO mute (id, over_at, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.replace = database.prepare(
      'UPDATE mute SET over_at = ?2, document = ?3 WHERE id = ?1 AND document = ?4',
    );
    this.forget = database.prepare('DELETE FROM mute WHERE over_at < ?');
  }

  /** Newest first, without those that were over before the moment. */
  since(overSinceMs: number): Mute[] {
    return documentsOf(this.findSince.all(overSinceMs));
  }

  /** False where the stored one is not the one before. */
  put(mute: Mute, before: Mute | null): boolean {
    const columns = [mute.id, muteOverAtMs(mute), JSON.stringify(mute)] as const;
    const { changes } =
      before === null ? this.insert.run(...columns) : this.replace.run(...columns, JSON.stringify(before));
    return changes === 1;
  }

  prune(beforeMs: number): void {
    this.forget.run(beforeMs);
  }
}
