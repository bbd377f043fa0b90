import type { SentryIssue, SentrySnapshot } from '@envscope/contracts/index.js';
import { byHour, lastHourOf, sumOf } from './errors-by-hour.js';
import { failedBy, valueOf, type Part } from './part.js';
import type {
  Delivered,
  ErrorBucket,
  Issue,
  IssuePage,
  SentryClient,
  SessionHealth,
} from './sentry.client.js';
import { isNew } from './sentry.judgement.js';

type Subject = SentryClient['subject'];

/** What one check read, part by part. */
export interface SentryParts {
  /** The newest issues. */
  readonly issues: Part<IssuePage>;
  readonly frequent: Part<readonly Issue[]>;
  readonly errors: Part<readonly ErrorBucket[]>;
  /** Errors of the last 14 days. */
  readonly fortnight: Part<number>;
  readonly sessions: Part<SessionHealth>;
  readonly delivered: Part<Delivered>;
  /** The environments that Sentry knows in the project. */
  readonly known: Part<readonly string[]>;
}

/** The detail of one check. What could not be read is absent, and `unavailable` says so. */
export function snapshotOf(subject: Subject, parts: SentryParts, nowMs: number): SentrySnapshot {
  const shown = (issue: Issue): SentryIssue => ({ ...issue, isNew: isNew(issue, nowMs) });
  const page = valueOf(parts.issues);
  const errors = valueOf(parts.errors);
  const health = valueOf(parts.sessions);
  const delivered = valueOf(parts.delivered);
  return {
    ...identityOf(subject),
    unresolved: page && { count: page.count, isAtLeast: page.isAtLeast },
    errors: errors && {
      lastHour: lastHourOf(errors),
      last24Hours: sumOf(errors),
      last14Days: valueOf(parts.fortnight),
    },
    errorsByHour: byHour(errors ?? []),
    newest: (page?.issues ?? []).map(shown),
    mostFrequent: (valueOf(parts.frequent) ?? []).map(shown),
    crashFreeSessionRatio: health?.crashFreeSessionRatio ?? null,
    crashFreeUserRatio: health?.crashFreeUserRatio ?? null,
    sessions: health?.sessions ?? null,
    latestRelease: delivered?.latestRelease ?? null,
    releases: delivered?.releases ?? [],
    latestDeploy: delivered?.latestDeploy ?? null,
    knownEnvironments: null,
    ...lostParts(parts),
    leftOut: page?.leftOut ?? 0,
    sampledAt: new Date(nowMs).toISOString(),
  };
}

/** The detail of an environment that Sentry does not know: nothing but the names that it does know. */
export function unknownSnapshotOf(subject: Subject, known: readonly string[], nowMs: number): SentrySnapshot {
  return {
    ...identityOf(subject),
    unresolved: null,
    errors: null,
    errorsByHour: [],
    newest: [],
    mostFrequent: [],
    crashFreeSessionRatio: null,
    crashFreeUserRatio: null,
    sessions: null,
    latestRelease: null,
    releases: [],
    latestDeploy: null,
    knownEnvironments: [...known],
    unavailable: ['issues', 'errors', 'sessions', 'releases'],
    unsupported: [],
    leftOut: 0,
    sampledAt: new Date(nowMs).toISOString(),
  };
}

function identityOf({ environment, organization, project, issuesUrl }: Subject) {
  return { environment, organization, project, issuesUrl };
}

type PartName = SentrySnapshot['unavailable'][number];

/** Where its issues are read, the project is there: what is "not found" beside them is an interface that the server lacks. */
export function isUnsupported(part: Part<unknown>, { issues }: SentryParts): boolean {
  return issues.isRead && failedBy(part, 'not-found');
}

function lostParts(parts: SentryParts): Pick<SentrySnapshot, 'unavailable' | 'unsupported'> {
  const byName: Readonly<Record<PartName, readonly Part<unknown>[]>> = {
    issues: [parts.issues, parts.frequent],
    errors: [parts.errors],
    sessions: [parts.sessions],
    releases: [parts.delivered],
  };
  const names = ['issues', 'errors', 'sessions', 'releases'] as const;
  const lost = names.filter((name) => byName[name].some(({ isRead }) => !isRead));
  const isLacking = (name: PartName) =>
    byName[name].every((part) => part.isRead || isUnsupported(part, parts));
  return {
    unavailable: lost.filter((name) => !isLacking(name)),
    unsupported: lost.filter(isLacking),
  };
}
