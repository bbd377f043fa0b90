import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';

export const RedisType = z
  .enum(['local', 'upstash', 'other'])
  .register(z.globalRegistry, { id: 'RedisType' });
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
      z.object({ prefix: z.string(), environment: z.nullable(z.string()), keys: z.int() }),
    ),
    scanned: z.int(),
    isComplete: z.boolean(),
    countedAt: Instant,
  })
  .register(z.globalRegistry, { id: 'RedisKeyCount' });
export type RedisKeyCount = z.infer<typeof RedisKeyCount>;

/** The masters of a cluster. Figures of the whole are sums over them, and absent unless all of them could be read. */
export const RedisCluster = z
  .object({
    /** The cluster's own word; null where this user may not ask for it. */
    state: z.nullable(z.enum(['ok', 'fail'])),
    nodes: z.array(
      z.object({
        address: z.string(),
        /** False where the console cannot reach it. */
        isRead: z.boolean(),
        usedBytes: z.nullable(z.number()),
        limitBytes: z.nullable(z.number()),
        keys: z.nullable(z.number()),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'RedisCluster' });
export type RedisCluster = z.infer<typeof RedisCluster>;

/** Sizes are bytes. Null is a figure that this server does not give (Upstash's INFO is smaller). */
export const RedisSnapshot = z
  .object({
    type: RedisType,
    keyPrefix: z.string(),
    host: z.string(),
    isTls: z.boolean(),
    /** Which of the server's numbered databases; keys are counted there, all other figures are the server's. */
    database: z._default(z.int(), 0),
    version: z.nullable(z.string()),
    mode: z.nullable(z.string()),
    role: z.nullable(z.string()),
    /** Null where the server is no part of a cluster. */
    cluster: z._default(z.nullable(RedisCluster), null),
    /** Of a replica: whether it hears its primary. */
    primaryLink: z.nullable(z.enum(['up', 'down'])),
    uptimeMs: z.nullable(z.number()),
    memory: z.nullable(
      z.object({
        usedBytes: z.number(),
        peakBytes: z.nullable(z.number()),
        /** Null where the server sets no limit: then there is no share either. */
        limitBytes: z.nullable(z.number()),
        /** Of a cluster that of its fullest master. */
        usedRatio: z.nullable(z.number()),
        policy: z.nullable(z.string()),
        fragmentationRatio: z.nullable(z.number()),
      }),
    ),
    clients: z.nullable(
      z.object({ connected: z.number(), blocked: z.nullable(z.number()), limit: z.nullable(z.number()) }),
    ),
    /**
     * Shares and rates over the time between two samples; null until there are two. Hits and operations are those of others:
     * what the console itself asked is left out.
     */
    hitRatio: z.nullable(z.number()),
    operationsPerSecond: z.nullable(z.number()),
    evictedPerMinute: z.nullable(z.number()),
    expiredPerMinute: z.nullable(z.number()),
    keys: z.nullable(z.number()),
    keyCount: z.nullable(RedisKeyCount),
    /** Since the server began to count, for plans that are billed by the command: the console's own among them. */
    commandsProcessed: z.nullable(z.number()),
    /** Commands that this user may not run, or that the server lacks, so that their figures are absent. */
    refused: z._default(z.array(z.string()), []),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'RedisSnapshot' });
export type RedisSnapshot = z.infer<typeof RedisSnapshot>;
