import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import { EnvironmentId } from '../environment.js';
import { typedLine } from '../values/typed-text.js';
import { Actor, Permission } from './access.js';

/** The most keys that are in force at a time. */
export const MOST_API_KEYS = 100;

/** The longest that a key lasts which has an end: ten years. */
export const LONGEST_KEY_DAYS = 3_650;

const permissions = z.array(Permission).check(z.minLength(1), z.maxLength(Permission.options.length));
/** Null: every environment, and what concerns the console as a whole. */
const environments = z.nullable(z.array(EnvironmentId).check(z.minLength(1), z.maxLength(20)));

/** What somebody asks for who makes a key. */
export const ApiKeyDraft = z
  .strictObject({
    name: typedLine(80),
    permissions,
    environments,
    /** Null: it lasts until it is revoked. */
    expiresInDays: z.nullable(z.int().check(z.minimum(1), z.maximum(LONGEST_KEY_DAYS))),
  })
  .register(z.globalRegistry, { id: 'ApiKeyDraft' });
export type ApiKeyDraft = z.infer<typeof ApiKeyDraft>;

/** Whether a key lets in now. */
export const ApiKeyState = z
  .enum(['active', 'expired', 'revoked'])
  .register(z.globalRegistry, { id: 'ApiKeyState' });
export type ApiKeyState = z.infer<typeof ApiKeyState>;

/** A key, without what lets in. */
export const ApiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** How the key begins, by which people recognize it. */
    hint: z.string(),
    permissions: z.array(Permission),
    environments: z.nullable(z.array(EnvironmentId)),
    state: ApiKeyState,
    createdBy: Actor,
    createdAt: Instant,
    expiresAt: z.nullable(Instant),
    /** To the minute; null where it was never used. */
    lastUsedAt: z.nullable(Instant),
    revoked: z.nullable(z.object({ by: Actor, at: Instant })),
  })
  .register(z.globalRegistry, { id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

/** A key that was just made, with what lets in: it is shown this once. */
export const ApiKeyMade = z
  .object({ apiKey: ApiKey, key: z.string() })
  .register(z.globalRegistry, { id: 'ApiKeyMade' });
export type ApiKeyMade = z.infer<typeof ApiKeyMade>;

/** All keys, the newest first. */
export const ApiKeyList = z
  .object({ apiKeys: z.array(ApiKey) })
  .register(z.globalRegistry, { id: 'ApiKeyList' });
export type ApiKeyList = z.infer<typeof ApiKeyList>;
