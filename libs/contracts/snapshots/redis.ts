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

/** The masters of a cluster. Figures of the whole are sums over them, and absent unless all of them could be read. */
export const RedisCluster = z
  .object({
    /** The cluster's own word; null where this user may not ask for it. */
    state: z.enum(['ok', 'fail']).nullable(),
    nodes: z.array(
      z.object({
        address: z.string(),
        /** False where the console cannot reach it. */
        isRead: z.boolean(),
        usedBytes: z.number().nullable(),
        limitBytes: z.number().nullable(),
        keys: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'RedisCluster' });
export type RedisCluster = z.infer<typeof RedisCluster>;

/** Sizes are bytes. Null is a figure that this server does not give (Upstash's INFO is smaller). */
export const RedisSnapshot = z
  .object({
    type: RedisType,
    keyPrefix: z.string(),
    host: z.string(),
    isTls: z.boolean(),
    /** Which of the server's numbered databases; keys are counted there, all other figures are the server's. */
    database: z.int().default(0),
    version: z.string().nullable(),
    mode: z.string().nullable(),
    role: z.string().nullable(),
    /** Null where the server is no part of a cluster. */
    cluster: RedisCluster.nullable().default(null),
    /** Of a replica: whether it hears its primary. */
    primaryLink: z.enum(['up', 'down']).nullable(),
    uptimeMs: z.number().nullable(),
    memory: z
      .object({
        usedBytes: z.number(),
        peakBytes: z.number().nullable(),
        /** Null where the server sets no limit: then there is no share either. */
        limitBytes: z.number().nullable(),
        /** Of a cluster that of its fullest master. */
        usedRatio: z.number().nullable(),
        policy: z.string().nullable(),
        fragmentationRatio: z.number().nullable(),
      })
      .nullable(),
    clients: z
      .object({ connected: z.number(), blocked: z.number().nullable(), limit: z.number().nullable() })
      .nullable(),
    /**
     * Shares and rates over the time between two samples; null until there are two. Hits and operations are those of others:
     * what the console itself asked is left out.
     */
    hitRatio: z.number().nullable(),
    operationsPerSecond: z.number().nullable(),
    evictedPerMinute: z.number().nullable(),
    expiredPerMinute: z.number().nullable(),
    keys: z.number().nullable(),
    keyCount: RedisKeyCount.nullable(),
    /** Since the server began to count, for plans that are billed by the command: the console's own among them. */
    commandsProcessed: z.number().nullable(),
    /** Commands that this user may not run, or that the server lacks, so that their figures are absent. */
    refused: z.array(z.string()).default([]),
    sampledAt: Instant,
  })
  .meta({ id: 'RedisSnapshot' });
export type RedisSnapshot = z.infer<typeof RedisSnapshot>;
