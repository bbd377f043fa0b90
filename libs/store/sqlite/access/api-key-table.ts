import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredApiKey } from '../../access/api-key-store.js';

type KeptKey = Omit<StoredApiKey, 'lastUsedAt'>;

/** API keys, a row each. */
export class ApiKeyTable {
  private readonly findAll: StatementSync;
  private readonly insert: StatementSync;
  private readonly replace: StatementSync;
  private readonly setLastUse: StatementSync;

  constructor(database: DatabaseSync) {
    this.findAll = database.prepare('SELECT document, last_used_at FROM api_key ORDER BY id DESC');
    this.insert = database.prepare('INSERT INTO api_key (id, document) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.replace = database.prepare('UPDATE api_key SET document = ? WHERE id = ? AND document = ?');
    this.setLastUse = database.prepare(
      'UPDATE api_key SET last_used_at = ?2 WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at < ?2)',
    );
  }

  all(): StoredApiKey[] {
    return this.findAll.all().map((row) => ({
      ...(JSON.parse(String(row['document'])) as KeptKey),
      lastUsedAt: row['last_used_at'] as string | null,
    }));
  }

  /** False where the stored one is not the one before. */
  put(key: StoredApiKey, before: StoredApiKey | null): boolean {
    const document = documentOf(key);
    const { changes } =
      before === null
        ? this.insert.run(key.id, document)
        : this.replace.run(document, key.id, documentOf(before));
    return changes === 1;
  }

  touch(id: string, atMs: number): void {
    this.setLastUse.run(id, new Date(atMs).toISOString());
  }
}

function documentOf(key: StoredApiKey): string {
  return JSON.stringify({ ...key, lastUsedAt: undefined });
}
