import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';

/** Sizes are bytes, rates per second. A figure that the server did not give is null, and `refused` says which command. */
export const MongodbSnapshot = z
  .object({
    host: z.string(),
    database: z.string(),
    version: z.nullable(z.string()),
    role: z.nullable(z.enum(['primary', 'secondary', 'standalone', 'mongos', 'other'])),
    replicaSet: z.nullable(z.string()),
    members: z.array(z.string()),
    /** `m0` and `flex` cannot be distinguished by the server's answers: both are `shared`. */
    tier: z.nullable(z.enum(['shared', 'dedicated', 'self-hosted'])),
    uptimeMs: z.nullable(z.number()),
    connections: z.nullable(
      z.object({ current: z.number(), available: z.number(), totalCreated: z.nullable(z.number()) }),
    ),
    /** Null until two samples of one host without a restart between them exist. */
    operationsPerSecond: z.nullable(
      z.object({
        insert: z.number(),
        query: z.number(),
        update: z.number(),
        delete: z.number(),
        getmore: z.number(),
        command: z.number(),
      }),
    ),
    networkPerSecond: z.nullable(z.object({ inBytes: z.number(), outBytes: z.number() })),
    operationLatencyMs: z.nullable(
      z.object({
        reads: z.nullable(z.number()),
        writes: z.nullable(z.number()),
        commands: z.nullable(z.number()),
      }),
    ),
    storage: z.nullable(
      z.object({
        collections: z.number(),
        objects: z.number(),
        dataBytes: z.number(),
        storageBytes: z.number(),
        indexBytes: z.number(),
        /** What the plan allows; null where no limit is known. */
        limitBytes: z.nullable(z.number()),
        usedRatio: z.nullable(z.number()),
      }),
    ),
    /** Commands that the server refused this user or tier, so that their figures are absent. */
    refused: z.array(z.object({ command: z.string(), code: z.enum(['tier', 'role', 'unsupported']) })),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'MongodbSnapshot' });
export type MongodbSnapshot = z.infer<typeof MongodbSnapshot>;
