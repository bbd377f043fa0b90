import { Cron } from 'croner';

/** When runs of a job are expected; epoch milliseconds. */
export interface JobSchedule {
  /** The time between two runs; of a cron expression the shortest of the next ones. */
  readonly usualMs: number;
  /** When the next run is due where the newest one began then. */
  dueAfterRun(beganMs: number): number;
  /** When the next run is due where none is known of, nothing having been heard until then. */
  dueAfterSilence(untilMs: number): number;
}

/** Runs a fixed time after one another. */
export function everySchedule(everyMs: number): JobSchedule {
  const due = (ms: number) => ms + everyMs;
  return { usualMs: everyMs, dueAfterRun: due, dueAfterSilence: due };
}

/** Clocks differ: a run that begins this much before it is due is that run. */
const EARLY_MS = 60_000;
const SAMPLED_TIMES = 10;

/**
 * Runs by a cron expression in a time zone. A time of day that summer time leaves out is due at the first moment after the gap,
 * and one that comes twice is due at the first of both. Expressions with `*` or a step for the hour go by elapsed time: they lose what is left out,
 * and run twice what comes twice.
 */
export function cronSchedule(expression: string, timeZone: string): JobSchedule {
  const cron = new Cron(expression, { timezone: timeZone, mode: '5-part', paused: true });
  const next = (ms: number): number => cron.nextRun(new Date(ms))?.getTime() ?? Infinity;
  return {
    usualMs: shortestOf(cron),
    dueAfterRun: (beganMs) => {
      const dueMs = next(beganMs);
      const followingMs = next(dueMs);
      const earlyMs = Math.min(EARLY_MS, (followingMs - dueMs) / 2);
      return dueMs - beganMs <= earlyMs ? followingMs : dueMs;
    },
    dueAfterSilence: next,
  };
}

/** What is wrong with an expression or its time zone; undefined where nothing is. */
export function cronFaultOf(expression: string, timeZone = 'UTC'): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return `has a time zone that does not exist: "${timeZone}"; an IANA name such as "Asia/Seoul" does`;
  }
  try {
    const cron = new Cron(expression, { timezone: timeZone, mode: '5-part', paused: true });
    return cron.nextRuns(2).length < 2 ? 'is never due' : undefined;
  } catch {
    return `must be a cron expression of five fields, such as "0 2 * * *": "${expression}" is none`;
  }
}

function shortestOf(cron: Cron): number {
  const times = cron.nextRuns(SAMPLED_TIMES).map((time) => time.getTime());
  return Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
}
