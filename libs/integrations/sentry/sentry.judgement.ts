import type { Measurements, Reason, SentrySnapshot } from '@envscope/contracts/index.js';
import {
  degraded,
  down,
  measured,
  unknown,
  up,
  type Finding,
} from '@envscope/integrations/kernel/checks/finding.js';
import type { Issue } from './sentry.client.js';
import { sentryService } from './sentry.service.js';
import type { ErrorThresholds } from './sentry.settings.js';

const HOUR_MS = 3_600_000;

/** Levels that say "something broke"; warnings and the like are not worth waking anybody. */
const SERIOUS: ReadonlySet<string> = new Set(['error', 'fatal']);

/** What the status is judged by; null where it could not be read. */
export interface SentryFigures {
  readonly errorsLastHour: number | null;
  readonly newIssues: readonly Issue[];
  /** Why the errors could not be counted; null where they were, and where the server never counts them. */
  readonly uncounted: Reason | null;
}

/**
 * `down` and `degraded` from the hourly counts of errors that settings name; below them `degraded` while there is a new
 * issue (`isNew`) of level error or fatal; else `up`: a settled trickle of known errors is the normal state of most
 * projects. Without a count it is `unknown`: what could not be counted may be a storm. A server that is too old to count is
 * judged by its issues alone, and the page says so: a service that is never up would hide what goes wrong.
 *
 * When this console began to watch makes no difference. Were only issues new that it saw come, a restart would call an
 * issue of ten minutes ago known, and so end an incident that goes on.
 */
export function judge(
  { errorsLastHour, newIssues, uncounted }: SentryFigures,
  thresholds: ErrorThresholds,
): Finding {
  const count = errorsLastHour ?? 0;
  const { degradedPerHour, downPerHour } = thresholds;
  if (count >= downPerHour) return down('error-rate-high', { count, limit: downPerHour });
  if (count >= degradedPerHour) return degraded('error-rate-elevated', { count, limit: degradedPerHour });
  const serious = newIssues.filter(isSerious);
  const [newest] = serious;
  if (newest) return degraded('new-errors', { count: serious.length, newest: newest.shortId });
  return uncounted === null ? up() : unknown(uncounted.code, uncounted.params);
}

/** The figures that become history. */
export function measure(
  { unresolved, errors, newest, crashFreeSessionRatio }: SentrySnapshot,
  thresholds: ErrorThresholds,
): Measurements {
  return measured(sentryService, {
    unresolvedIssues: unresolved?.count,
    newIssues: unresolved && newest.filter((issue) => issue.isNew && isSerious(issue)).length,
    errorsLastHour: errors?.lastHour,
    errorsLast24Hours: errors?.last24Hours,
    errorLimitUsedRatio: errors && errorLimitUsedRatio(errors.lastHour, thresholds),
    crashFreeSessionRatio,
  });
}

/** Whether an issue says that something broke. */
export function isSerious({ level }: Pick<Issue, 'level'>): boolean {
  return SERIOUS.has(level);
}

/** The errors of an hour as a share of the first number that settings call too many. */
export function errorLimitUsedRatio(errorsLastHour: number, thresholds: ErrorThresholds): number {
  return errorsLastHour / Math.min(thresholds.degradedPerHour, thresholds.downPerHour);
}

/** Whether an issue was first seen, in its environment, within the last hour. */
export function isNew({ firstSeenAt }: Issue, nowMs: number): boolean {
  return firstSeenAt !== null && Date.parse(firstSeenAt) > nowMs - HOUR_MS;
}
