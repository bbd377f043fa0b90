import * as z from 'zod';
import { Instant } from '../observation.js';

/** Sizes are bytes, rates per second. A figure that the server did not give is null, and `refused` says which command. */
export const MongodbSnapshot = z
  .object({
    host: z.string(),
    database: z.string(),
    version: z.string().nullable(),
    role: z.enum(['primary', 'secondary', 'standalone', 'mongos', 'other']).nullable(),
    replicaSet: z.string().nullable(),
    members: z.array(z.string()),
    /** `m0` and `flex` cannot be told apart by the server's answers: both are `shared`. */
    tier: z.enum(['shared', 'dedicated', 'self-hosted']).nullable(),
    uptimeMs: z.number().nullable(),
    connections: z
      .object({ current: z.number(), available: z.number(), totalCreated: z.number().nullable() })
      .nullable(),
    /** Null until two samples of one host without a restart between them exist. */
    operationsPerSecond: z
      .object({
        insert: z.number(),
        query: z.number(),
        update: z.number(),
        delete: z.number(),
        getmore: z.number(),
        command: z.number(),
      })
      .nullable(),
    networkPerSecond: z.object({ inBytes: z.number(), outBytes: z.number() }).nullable(),
    operationLatencyMs: z
      .object({
        reads: z.number().nullable(),
        writes: z.number().nullable(),
        commands: z.number().nullable(),
      })
      .nullable(),
    storage: z
      .object({
        collections: z.number(),
        objects: z.number(),
        dataBytes: z.number(),
        storageBytes: z.number(),
        indexBytes: z.number(),
        /** What the plan allows; null where no limit is known. */
        limitBytes: z.number().nullable(),
        usedRatio: z.number().nullable(),
      })
      .nullable(),
    /** Commands that the server refused this user or tier, so that their figures are absent. */
    refused: z.array(z.object({ command: z.string(), code: z.enum(['tier', 'role', 'unsupported']) })),
    sampledAt: Instant,
  })
  .meta({ id: 'MongodbSnapshot' });
export type MongodbSnapshot = z.infer<typeof MongodbSnapshot>;
