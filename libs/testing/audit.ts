import type { StoredApiKey } from '@envscope/store/access/api-key-store.js';
import type { AuditDraft } from '@envscope/store/access/audit-store.js';
import { idOf, instantAfter } from './alerts.js';

/** Minji changed a rule, unless overridden; `number` says which entry of a story it is, one a minute. */
export function auditDraftOf(number: number, overrides: Partial<AuditDraft> = {}): AuditDraft {
  return {
    id: idOf(number),
    at: instantAfter(number * 60_000),
    actor: { kind: 'person', id: 'minji', name: 'Minji' },
    address: '192.0.2.7',
    userAgent: 'Mozilla/5.0',
    action: 'changeRule',
    target: { kind: 'rule', id: 'redis-memory' },
    environment: null,
    outcome: 'done',
    code: null,
    count: 1,
    changes: [{ field: 'threshold', before: '0.8', after: '0.9' }],
    ...overrides,
  };
}

/** A key that reads staging and prod, unless overridden. */
export function apiKeyOf(overrides: Partial<StoredApiKey> = {}): StoredApiKey {
  return {
    id: idOf(1),
    name: 'CI',
    hint: 'env_7Qx2',
    hash: 'a'.repeat(64),
    permissions: ['read'],
    environments: ['staging', 'prod'],
    createdBy: { kind: 'person', id: 'minji', name: 'Minji' },
    createdAt: instantAfter(0),
    expiresAt: null,
    lastUsedAt: null,
    revoked: null,
    ...overrides,
  };
}
