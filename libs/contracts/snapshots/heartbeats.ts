import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { Instant } from '../checks/observation.js';
import { JobRun } from '../heartbeats/beat.js';

export const HeartbeatJob = z
  .object({
    name: z.string(),
    status: CheckStatus,
    /** A cron expression, or null where the job has a period. */
    cron: z.nullable(z.string()),
    /** Of the cron expression; an IANA name. */
    timeZone: z.nullable(z.string()),
    /** Null where the job has a cron expression. */
    everyMs: z.nullable(z.int()),
    graceMs: z.int(),
    timeoutMs: z.int(),
    /** The newest run, without its log; null before the first heartbeat. */
    lastRun: z.nullable(z.omit(JobRun, { log: true })),
    lastSuccessAt: z.nullable(Instant),
    /** When the next run is expected to begin; null before the first heartbeat. */
    dueAt: z.nullable(Instant),
    checkedAt: Instant,
  })
  .register(z.globalRegistry, { id: 'HeartbeatJob' });
export type HeartbeatJob = z.infer<typeof HeartbeatJob>;

export const HeartbeatsSnapshot = z
  .object({
    /** Worst first. */
    jobs: z.array(HeartbeatJob),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'HeartbeatsSnapshot' });
export type HeartbeatsSnapshot = z.infer<typeof HeartbeatsSnapshot>;
