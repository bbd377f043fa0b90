import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Rule } from '@envscope/contracts/index.js';
import { documentsOf } from './document-rows.js';

/** Rules, a row each. */
export class RuleTable {
  private readonly findAll: StatementSync;
  private readonly insert: StatementSync;
  private readonly replace: StatementSync;
  private readonly remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.findAll = database.prepare('SELECT document FROM rule ORDER BY id');
    this.insert = database.prepare('INSERT INTO rule (id, document) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.replace = database.prepare('UPDATE rule SET document = ? WHERE id = ? AND document = ?');
    this.remove = database.prepare('DELETE FROM rule WHERE id = ?');
  }

  all(): Rule[] {
    return documentsOf(this.findAll.all());
  }

  /** False where the stored rule is not the one before. */
  put(rule: Rule, before: Rule | null): boolean {
    const document = JSON.stringify(rule);
    const { changes } =
      before === null
        ? this.insert.run(rule.id, document)
        : this.replace.run(document, rule.id, JSON.stringify(before));
    return changes === 1;
  }

  /** False where there is none. */
  delete(id: string): boolean {
    return this.remove.run(id).changes === 1;
  }
}
