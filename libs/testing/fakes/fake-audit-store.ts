import type { AuditEntry } from '@envscope/contracts/index.js';
import type { ApiKeyStore, StoredApiKey } from '@envscope/store/access/api-key-store.js';
import { chained, pruningOf } from '@envscope/store/access/audit-chain.js';
import type { AuditDraft, AuditQuery, AuditStore } from '@envscope/store/access/audit-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';

/** Audit entries and API keys in memory, in a store that can be made to fail. */
export class FakeAuditStore implements AuditStore, ApiKeyStore {
  entries: AuditEntry[] = [];
  keys: StoredApiKey[] = [];
  isFailing = false;
  /** How often the keys were read. */
  reads = 0;

  async appendAudit(draft: AuditDraft): Promise<AuditEntry> {
    await this.answer();
    const known = this.entries.find(({ id }) => id === draft.id);
    return known ?? this.put(draft);
  }

  async auditEntries({ limit, ...query }: AuditQuery): Promise<AuditEntry[]> {
    await this.answer();
    const { actor, action, environment, fromMs = 0, toMs = Infinity, before = Infinity, after } = query;
    const found = this.entries.filter(
      (entry) =>
        (actor === undefined || entry.actor.id === actor) &&
        (action === undefined || entry.action === action) &&
        (environment === undefined || entry.environment === environment) &&
        Date.parse(entry.at) >= fromMs &&
        Date.parse(entry.at) < toMs &&
        entry.sequence < before &&
        entry.sequence > (after ?? 0),
    );
    return (after === undefined ? found.toReversed() : found).slice(0, limit);
  }

  async pruneAudit(beforeMs: number, nowMs: number): Promise<AuditEntry | null> {
    await this.answer();
    const kept = this.entries.findIndex(({ at }) => Date.parse(at) >= beforeMs);
    const count = kept < 0 ? this.entries.length : kept;
    const through = this.entries[count - 1];
    if (!through) return null;
    const pruning = this.put(pruningOf(through, nowMs));
    this.entries = this.entries.slice(count);
    return pruning;
  }

  async apiKeys(): Promise<StoredApiKey[]> {
    this.reads += 1;
    await this.answer();
    return this.keys.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  }

  async saveApiKey(key: StoredApiKey, before: StoredApiKey | null): Promise<boolean> {
    await this.answer();
    const at = this.keys.findIndex(({ id }) => id === key.id);
    const present = this.keys[at];
    if (present ? !before || textOf(before) !== textOf(present) : before) return false;
    if (present) this.keys[at] = { ...key, lastUsedAt: present.lastUsedAt };
    else this.keys.push(key);
    return true;
  }

  async touchApiKey(id: string, atMs: number): Promise<void> {
    await this.answer();
    const at = new Date(atMs).toISOString();
    this.keys = this.keys.map((key) =>
      key.id === id && (key.lastUsedAt ?? '') < at ? { ...key, lastUsedAt: at } : key,
    );
  }

  private put(draft: AuditDraft): AuditEntry {
    const entry = chained(draft, this.entries.at(-1) ?? null);
    this.entries.push(entry);
    return entry;
  }

  private answer(): Promise<void> {
    return this.isFailing ? Promise.reject(new StoreFault('The disk is full')) : Promise.resolve();
  }
}

const textOf = (key: StoredApiKey) => JSON.stringify({ ...key, lastUsedAt: null });
