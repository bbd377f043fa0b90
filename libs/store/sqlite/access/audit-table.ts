import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AuditEntry } from '@envscope/contracts/index.js';
import { chained, pruningOf } from '../../access/audit-chain.js';
import type { AuditDraft, AuditQuery } from '../../access/audit-store.js';
import { documentsOf, select } from '../alerts/document-rows.js';
import { atomically } from '../file/transaction.js';

/** Audit entries, a row each. */
export class AuditTable {
  private readonly database: DatabaseSync;
  private readonly findLast: StatementSync;
  private readonly findById: StatementSync;
  private readonly insert: StatementSync;
  private readonly findLastToPrune: StatementSync;
  private readonly forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.findLast = database.prepare('SELECT document FROM audit ORDER BY sequence DESC LIMIT 1');
    this.findById = database.prepare('SELECT document FROM audit WHERE id = ?');
    this.insert = database.prepare('INSERT INTO audit (sequence, document) VALUES (?, ?)');
    this.findLastToPrune = database.prepare(`
      SELECT document FROM audit
      WHERE sequence < coalesce((SELECT min(sequence) FROM audit WHERE at >= ?), 9223372036854775807)
      ORDER BY sequence DESC LIMIT 1`);
    this.forget = database.prepare('DELETE FROM audit WHERE sequence <= ?');
  }

  append(draft: AuditDraft): AuditEntry {
    return atomically(this.database, () => {
      const [known] = documentsOf<AuditEntry>(this.findById.all(draft.id));
      return known ?? this.put(draft);
    });
  }

  query({ actor, action, environment, fromMs, toMs, before, after, limit }: AuditQuery): AuditEntry[] {
    return select(this.database, {
      table: 'audit',
      conditions: [
        ['actor = ?', actor],
        ['action = ?', action],
        ['environment = ?', environment],
        ['at >= ?', instant(fromMs)],
        ['at < ?', instant(toMs)],
        ['sequence < ?', before],
        ['sequence > ?', after],
      ],
      order: after === undefined ? 'sequence DESC' : 'sequence',
      limit,
    });
  }

  prune(beforeMs: number, nowMs: number): AuditEntry | null {
    return atomically(this.database, () => {
      const moment = new Date(beforeMs).toISOString();
      const [through] = documentsOf<AuditEntry>(this.findLastToPrune.all(moment));
      if (!through) return null;
      const pruning = this.put(pruningOf(through, nowMs));
      this.forget.run(through.sequence);
      return pruning;
    });
  }

  private put(draft: AuditDraft): AuditEntry {
    const entry = chained(draft, documentsOf<AuditEntry>(this.findLast.all())[0] ?? null);
    this.insert.run(entry.sequence, JSON.stringify(entry));
    return entry;
  }
}

const instant = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
