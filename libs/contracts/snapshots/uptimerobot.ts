import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { Instant } from '../checks/observation.js';

/** Uptime as shares 0-1, over the times that their names say; null is "not read yet". */
export const UptimeRobotStatistics = z
  .object({
    uptime24HoursRatio: z.nullable(z.number()),
    uptime7DaysRatio: z.nullable(z.number()),
    uptime30DaysRatio: z.nullable(z.number()),
    averageResponseMs: z.nullable(z.number()),
    asOf: Instant,
  })
  .register(z.globalRegistry, { id: 'UptimeRobotStatistics' });
export type UptimeRobotStatistics = z.infer<typeof UptimeRobotStatistics>;

export const UptimeRobotMonitor = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    /** UptimeRobot's own word: `HTTP`, `KEYWORD`, `PING`, …; new ones may appear. */
    type: z.string(),
    status: CheckStatus,
    /** UptimeRobot's own word for the state: `UP`, `LOOKS_DOWN`, `STARTED`, … */
    state: z.string(),
    stateSinceAt: z.nullable(Instant),
    intervalMs: z.nullable(z.number()),
    tags: z.array(z.string()),
    certificateExpiresAt: z.nullable(Instant),
    lastIncident: z.nullable(
      z.object({
        startedAt: Instant,
        durationMs: z.nullable(z.number()),
        reason: z.string(),
        isOpen: z.boolean(),
      }),
    ),
    statistics: z.nullable(UptimeRobotStatistics),
    dashboardUrl: z.url(),
  })
  .register(z.globalRegistry, { id: 'UptimeRobotMonitor' });
export type UptimeRobotMonitor = z.infer<typeof UptimeRobotMonitor>;

export const UptimeRobotSnapshot = z
  .object({
    /** Which of the vendor's interfaces answered. */
    api: z.enum(['v3', 'v2']),
    tags: z.array(z.string()),
    counts: z.object({ up: z.int(), degraded: z.int(), down: z.int(), paused: z.int(), unknown: z.int() }),
    /** Monitors of the account that could not be understood, and are in no list. */
    leftOut: z._default(z.int(), 0),
    /** Worst first. */
    monitors: z.array(UptimeRobotMonitor),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'UptimeRobotSnapshot' });
export type UptimeRobotSnapshot = z.infer<typeof UptimeRobotSnapshot>;
