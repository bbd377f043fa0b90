import type { SentrySnapshot } from '@envscope/contracts/index.js';
import type { ErrorBucket } from './sentry.client.js';

const HOUR_MS = 3_600_000;
/** A series has one step an hour of five minutes each. */
const STEPS_PER_HOUR = 12;

/** All errors of a series. */
export function sumOf(buckets: readonly ErrorBucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/**
 * The errors of the last hour by a series in steps of five minutes. Since the last step still fills it is 55 to 60
 * minutes; Sentry's own steps are taken, so that a clock that differs changes nothing.
 */
export function lastHourOf(buckets: readonly ErrorBucket[]): number {
  return sumOf(buckets.slice(-STEPS_PER_HOUR));
}

/** Five-minute steps as full hours, oldest first. A first hour that the series has only the end of is left out. */
export function byHour(buckets: readonly ErrorBucket[]): SentrySnapshot['errorsByHour'] {
  const hours = Map.groupBy(buckets, ({ atMs }) => Math.floor(atMs / HOUR_MS) * HOUR_MS);
  return [...hours]
    .filter(([, steps], index) => index > 0 || steps.length === STEPS_PER_HOUR)
    .map(([atMs, steps]) => ({
      at: new Date(atMs).toISOString(),
      count: sumOf(steps),
      isIncomplete: steps.length < STEPS_PER_HOUR || steps.some(({ isIncomplete }) => isIncomplete),
    }));
}
