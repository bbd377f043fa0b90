import type { Shard } from '@envscope/monitoring/workers/shards.js';

/** Commands of Redis, those included that BullMQ's scripts call; measured by `INFO commandstats`. */
const CONSOLE_A_MINUTE = 18;
const READER_A_MINUTE = 6;
const IDLE_WORKER_A_MINUTE = 140;
const JOB = 85;
const REPORT = 2;
/** A worker reports four times a second at most. */
const REPORTS_A_MINUTE = 240;
const MINUTE_MS = 60_000;
const MINUTES_A_MONTH = 30 * 24 * 60;

/** How many commands a month Redis is sent for these shards, with one worker for each location; an estimate. */
export function commandsAMonth(shards: readonly Shard[]): number {
  const locations = Map.groupBy(shards, ({ location }) => location);
  const each = [...locations.values()].map((own) => {
    const jobs = sumOf(own.map(({ intervalMs }) => MINUTE_MS / intervalMs));
    const checks = sumOf(own.map(({ intervalMs, targets }) => (targets.length * MINUTE_MS) / intervalMs));
    const reports = Math.min(REPORTS_A_MINUTE, checks);
    return READER_A_MINUTE + IDLE_WORKER_A_MINUTE + JOB * jobs + REPORT * reports;
  });
  return Math.round((CONSOLE_A_MINUTE + sumOf(each)) * MINUTES_A_MONTH);
}

/** The same in words for whoever starts the console: on some plans each command is paid for. */
export function costOf(shards: readonly Shard[]): string {
  const targets = sumOf(shards.map((shard) => shard.targets.length));
  const millions = Number((commandsAMonth(shards) / 1e6).toPrecision(2));
  return `Workers make ${targets} checks an interval, in jobs: ${shards.length}; about ${millions} million commands of Redis a month with one worker for each location`;
}

const sumOf = (figures: readonly number[]) => figures.reduce((sum, figure) => sum + figure, 0);
