import * as z from 'zod';
import { CheckStatus } from '../check-status.js';
import { Instant } from '../observation.js';

/** Uptime as shares 0-1, over the times that their names say; null is "not read yet". */
export const UptimeRobotStatistics = z
  .object({
    uptime24HoursRatio: z.number().nullable(),
    uptime7DaysRatio: z.number().nullable(),
    uptime30DaysRatio: z.number().nullable(),
    averageResponseMs: z.number().nullable(),
    asOf: Instant,
  })
  .meta({ id: 'UptimeRobotStatistics' });
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
    stateSinceAt: Instant.nullable(),
    intervalMs: z.number().nullable(),
    tags: z.array(z.string()),
    certificateExpiresAt: Instant.nullable(),
    lastIncident: z
      .object({
        startedAt: Instant,
        durationMs: z.number().nullable(),
        reason: z.string(),
        isOpen: z.boolean(),
      })
      .nullable(),
    statistics: UptimeRobotStatistics.nullable(),
    dashboardUrl: z.url(),
  })
  .meta({ id: 'UptimeRobotMonitor' });
export type UptimeRobotMonitor = z.infer<typeof UptimeRobotMonitor>;

export const UptimeRobotSnapshot = z
  .object({
    /** Which of the vendor's interfaces answered. */
    api: z.enum(['v3', 'v2']),
    tags: z.array(z.string()),
    counts: z.object({ up: z.int(), degraded: z.int(), down: z.int(), paused: z.int(), unknown: z.int() }),
    /** Monitors of the account that could not be understood, and are in no list. */
    leftOut: z.int().default(0),
    /** Worst first. */
    monitors: z.array(UptimeRobotMonitor),
    sampledAt: Instant,
  })
  .meta({ id: 'UptimeRobotSnapshot' });
export type UptimeRobotSnapshot = z.infer<typeof UptimeRobotSnapshot>;
