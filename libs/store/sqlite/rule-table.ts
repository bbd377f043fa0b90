import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Rule } from '@envscope/contracts/index.js';
import { documentsOf } from './document-rows.js';

/** Rules, a row each. */
export class RuleTable {
  private readonly findAll: StatementSync;
  private readonly replace: StatementSync;
  private readonly remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.findAll = database.prepare('SELECT document FROM rule ORDER BY id');
    this.replace = database.prepare('INSERT OR REPLACE INTO rule (id, document) VALUES (?, ?)');
    this.remove = database.prepare('DELETE FROM rule WHERE id = ?');
  }

  all(): Rule[] {
    return documentsOf(this.findAll.all());
  }

  put(rule: Rule): void {
    this.replace.run(rule.id, JSON.stringify(rule));
  }

  /** False where there is none. */
  delete(id: string): boolean {
    return this.remove.run(id).changes === 1;
  }
}
