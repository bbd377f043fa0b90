import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { MOST_SET_UP_TOKENS } from '../../access/people-store.js';
import type { PersonRecord } from '../../access/person-record.js';
import { documentsOf } from '../alerts/document-rows.js';

/** People, a row each, and the tokens by which a first owner can be made. */
export class PeopleTable {
  private readonly findAll: StatementSync;
  private readonly find: Readonly<Record<'id' | 'email' | 'identity', StatementSync>>;
  private readonly insert: StatementSync;
  private readonly replace: StatementSync;
  private readonly remove: StatementSync;
  private readonly insertToken: StatementSync;
  private readonly forgetOldTokens: StatementSync;
  private readonly findToken: StatementSync;
  private readonly forgetTokens: StatementSync;

  constructor(database: DatabaseSync) {
    const by = (column: string) => database.prepare(`SELECT document FROM person WHERE ${column} = ?`);
    this.findAll = database.prepare('SELECT document FROM person ORDER BY id');
    this.find = { id: by('id'), email: by('email'), identity: by('identity') };
    this.insert = database.prepare('INSERT OR IGNORE INTO person (id, document) VALUES (?, ?)');
    this.replace = database.prepare('UPDATE OR IGNORE person SET document = ? WHERE id = ? AND document = ?');
    this.remove = database.prepare('DELETE FROM person WHERE id = ?');
    this.insertToken = database.prepare('INSERT INTO set_up_token (hash) VALUES (?)');
    this.forgetOldTokens = database.prepare(
      'DELETE FROM set_up_token WHERE id <= (SELECT max(id) FROM set_up_token) - ?',
    );
    this.findToken = database.prepare('SELECT id FROM set_up_token WHERE hash = ?');
    this.forgetTokens = database.prepare('DELETE FROM set_up_token');
  }

  all(): PersonRecord[] {
    return documentsOf(this.findAll.all());
  }

  by(column: 'id' | 'email' | 'identity', value: string): PersonRecord | null {
    return documentsOf<PersonRecord>(this.find[column].all(value))[0] ?? null;
  }

  /** False where the stored one is not the one before, or another has the same email or identity. */
  put(person: PersonRecord, before: PersonRecord | null): boolean {
    const document = JSON.stringify(person);
    const { changes } =
      before === null
        ? this.insert.run(person.id, document)
        : this.replace.run(document, person.id, JSON.stringify(before));
    return changes === 1;
  }

  /** False where there is none. */
  delete(id: string): boolean {
    return this.remove.run(id).changes === 1;
  }

  keepToken(hash: string): void {
    this.insertToken.run(hash);
    this.forgetOldTokens.run(MOST_SET_UP_TOKENS);
  }

  hasToken(hash: string): boolean {
    return this.findToken.get(hash) !== undefined;
  }

  /** One thread works on the file, so that nobody comes between the two steps. */
  takeToken(hash: string): boolean {
    if (!this.hasToken(hash)) return false;
    this.forgetTokens.run();
    return true;
  }
}
