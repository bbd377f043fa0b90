import * as z from 'zod';
import { Instant } from '../observation.js';

export const RedisType = z.enum(['local', 'upstash', 'other']).meta({ id: 'RedisType' });
export type RedisType = z.infer<typeof RedisType>;

/**
 * How many keys a budgeted scan found, by prefix: what a key's name has up to its first colon. `isComplete` is false
 * when the budget ended first; the counts are then those of a sample.
 */
export const RedisKeyCount = z
  .object({
    own: z.int(),
    foreign: z.int(),
    /** The most frequent prefixes of other keys; `environment` is the one whose prefix that is, if any. */
    foreignPrefixes: z.array(
      z.object({ prefix: z.string(), environment: z.string().nullable(), keys: z.int() }),
    ),
    scanned: z.int(),
    isComplete: z.boolean(),
    countedAt: Instant,
  })
  .meta({ id: 'RedisKeyCount' });
export type RedisKeyCount = z.infer<typeof RedisKeyCount>;

/** Sizes are bytes. Null is a figure that this server does not give (Upstash's INFO is smaller). */
export const RedisSnapshot = z
  .object({
    type: RedisType,
    keyPrefix: z.string(),
    host: z.string(),
    isTls: z.boolean(),
    version: z.string().nullable(),
    mode: z.string().nullable(),
    role: z.string().nullable(),
    /** Of a replica: whether it hears its primary. */
    primaryLink: z.enum(['up', 'down']).nullable(),
    uptimeMs: z.number().nullable(),
    memory: z
      .object({
        usedBytes: z.number(),
        peakBytes: z.number().nullable(),
        /** Null where the server sets no limit: then there is no share either. */
        limitBytes: z.number().nullable(),
        usedRatio: z.number().nullable(),
        policy: z.string().nullable(),
        fragmentationRatio: z.number().nullable(),
      })
      .nullable(),
    clients: z
      .object({ connected: z.number(), blocked: z.number().nullable(), limit: z.number().nullable() })
      .nullable(),
    /** Shares and rates over the time between two samples; null until there are two. */
    hitRatio: z.number().nullable(),
    operationsPerSecond: z.number().nullable(),
    evictedPerMinute: z.number().nullable(),
    expiredPerMinute: z.number().nullable(),
    keys: z.number().nullable(),
    keyCount: RedisKeyCount.nullable(),
    /** Since the server began to count, for plans that are billed by the command. */
    commandsProcessed: z.number().nullable(),
    sampledAt: Instant,
  })
  .meta({ id: 'RedisSnapshot' });
export type RedisSnapshot = z.infer<typeof RedisSnapshot>;
