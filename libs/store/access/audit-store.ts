import type { AuditEntry, EnvironmentId } from '@envscope/contracts/index.js';

/** What is to be recorded; the store gives it its place in the chain. */
export type AuditDraft = Omit<AuditEntry, 'sequence' | 'previousHash' | 'hash'>;

/** Which entries are asked for. */
export interface AuditQuery {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly environment?: EnvironmentId | undefined;
  readonly fromMs?: number | undefined;
  /** Those before it. */
  readonly toMs?: number | undefined;
  /** Newest first, those before this place of the chain; without it from the end. */
  readonly before?: number | undefined;
  /** Oldest first, those after this place. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** Keeps what was done as one chain of hashes, to which entries are only added. Every method rejects with `StoreFault` alone. */
export abstract class AuditStore {
  /** Adds an entry at the end of the chain. One whose id is there already is not added again. */
  abstract appendAudit(draft: AuditDraft): Promise<AuditEntry>;

  abstract auditEntries(query: AuditQuery): Promise<AuditEntry[]>;

  /**
   * Lets the oldest entries go, up to the first one that is not from before the moment. An entry that names the last of them is
   * added before, so that the rest still verifies; null where none is old enough.
   */
  abstract pruneAudit(beforeMs: number, nowMs: number): Promise<AuditEntry | null>;
}
