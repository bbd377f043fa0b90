import { createHash, randomUUID } from 'node:crypto';
import type { AuditEntry } from '@envscope/contracts/index.js';
import type { AuditDraft } from './audit-store.js';

/** What the first entry of a chain names as the hash before it. */
export const FIRST_HASH = '0'.repeat(64);

/** The action of the entry that a console makes where it lets old entries go. */
export const PRUNING = 'pruneAudit';

/** By what an entry is known: its place and its hash. */
export type Link = Pick<AuditEntry, 'sequence' | 'hash'>;

/** The entry behind the last one; null: the first of the chain. */
export function chained(draft: AuditDraft, last: Link | null): AuditEntry {
  const entry = {
    ...draft,
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? FIRST_HASH,
  };
  return { ...entry, hash: hashOf(entry) };
}

/** The hash that an entry has to have. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const hashed = { ...entry, hash: undefined };
  return createHash('sha256').update(canonical(hashed)).digest('hex');
}

/** What a console adds before it lets go of all up to an entry. */
export function pruningOf(through: Link, nowMs: number): AuditDraft {
  return {
    id: randomUUID(),
    at: new Date(nowMs).toISOString(),
    actor: { kind: 'console', id: 'console', name: 'Envscope' },
    address: null,
    userAgent: null,
    action: PRUNING,
    target: { kind: 'audit', id: String(through.sequence) },
    environment: null,
    outcome: 'done',
    code: null,
    count: 1,
    changes: [{ field: 'hash', before: through.hash, after: null }],
  };
}

/** JSON with the keys of every object in order, so that the same content is always the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
