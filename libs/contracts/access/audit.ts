import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import { EnvironmentId } from '../environment.js';
import { Actor } from './access.js';

/** What an audited action was done to. */
export const AuditTarget = z
  .object({
    kind: z.enum([
      'incident',
      'rule',
      'mute',
      'delivery',
      'channel',
      'environment',
      'store',
      'person',
      'session',
      'api-key',
      'audit',
    ]),
    id: z.string().check(z.maxLength(200)),
  })
  .register(z.globalRegistry, { id: 'AuditTarget' });
export type AuditTarget = z.infer<typeof AuditTarget>;

/** `done`; `refused`, with the problem's code; or `failed`, where the console or a service could not do it. */
export const AuditOutcome = z
  .enum(['done', 'refused', 'failed'])
  .register(z.globalRegistry, { id: 'AuditOutcome' });
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** A field that an action changed. Values are texts, cut where they are long, with secrets masked; null: there was none. */
export const AuditChange = z
  .object({
    field: z.string().check(z.maxLength(120)),
    before: z.nullable(z.string()),
    after: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'AuditChange' });
export type AuditChange = z.infer<typeof AuditChange>;

const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** Who did what, from where, and what came of it: one link of the chain of hashes. */
export const AuditEntry = z
  .object({
    id: z.uuid(),
    /** The place in the chain: 1, 2, 3 and so on, without gaps. */
    sequence: z.int().check(z.positive()),
    at: Instant,
    actor: Actor,
    /** Of the client; null where the console did it by itself. */
    address: z.nullable(z.string()),
    /** What the client says of itself, cut. */
    userAgent: z.nullable(z.string()),
    /** The operation's id in the OpenAPI document, or `pruneAudit`. Of a refusal to read it is that of the reading operation. */
    action: z.string().check(z.minLength(1), z.maxLength(80)),
    target: z.nullable(AuditTarget),
    /** Null where it concerns the whole console. */
    environment: z.nullable(EnvironmentId),
    outcome: AuditOutcome,
    /** The code of the problem that was answered; null where it was done. */
    code: z.nullable(z.string()),
    /** How many such requests it stands for: refusals of one kind within a minute share an entry. */
    count: z.int().check(z.positive()),
    changes: z.array(AuditChange),
    /** The hash of the entry before; 64 zeros in the first one. */
    previousHash: Sha256,
    /** SHA-256, in hex, of the entry without this field as canonical JSON: keys in order, no blanks. */
    hash: Sha256,
  })
  .register(z.globalRegistry, { id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A page of audit entries, newest first. */
export const AuditPage = z
  .object({
    entries: z.array(AuditEntry),
    /** Give it back for the next page; null at the end. */
    nextCursor: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;
