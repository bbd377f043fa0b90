import * as z from 'zod';
import { Instant } from '../observation.js';

/** A link that is safe to follow: issues and deploys are named by whoever may send events. */
const webUrl = z.url({ protocol: /^https?$/ });

export const SentryIssue = z
  .object({
    id: z.string(),
    shortId: z.string(),
    title: z.string(),
    culprit: z.string().nullable(),
    level: z.string(),
    substatus: z.string().nullable(),
    /** Events since the issue began. */
    events: z.number(),
    users: z.number(),
    firstSeenAt: Instant.nullable(),
    lastSeenAt: Instant.nullable(),
    url: webUrl,
    /** First seen within the last hour. */
    isNew: z.boolean(),
  })
  .meta({ id: 'SentryIssue' });
export type SentryIssue = z.infer<typeof SentryIssue>;

const SentryPart = z.enum(['issues', 'errors', 'sessions', 'releases']);

export const SentrySnapshot = z
  .object({
    environment: z.string(),
    organization: z.string(),
    project: z.string(),
    issuesUrl: webUrl,
    /** Unresolved issues of this environment; `isAtLeast` when Sentry's count is capped. */
    unresolved: z.object({ count: z.int(), isAtLeast: z.boolean() }).nullable(),
    /** Error events of this environment. The fortnight is counted more rarely and can be absent by itself. */
    errors: z
      .object({ lastHour: z.number(), last24Hours: z.number(), last14Days: z.number().nullable() })
      .nullable(),
    /** Hourly error events, oldest first. The last one may be incomplete. */
    errorsByHour: z.array(z.object({ at: Instant, count: z.number(), isIncomplete: z.boolean() })),
    newest: z.array(SentryIssue),
    mostFrequent: z.array(SentryIssue),
    /** Null is "no sessions", never 100 %. */
    crashFreeSessionRatio: z.number().nullable(),
    crashFreeUserRatio: z.number().nullable(),
    sessions: z.number().nullable(),
    latestRelease: z
      .object({ version: z.string(), createdAt: Instant, newIssues: z.int().nullable() })
      .nullable(),
    latestDeploy: z
      .object({ name: z.string().nullable(), finishedAt: Instant, url: webUrl.nullable() })
      .nullable(),
    /** Set when Sentry does not know the environment: the names that it does know. */
    knownEnvironments: z.array(z.string()).nullable(),
    /** Parts that could not be read this time, so that their figures are absent. */
    unavailable: z.array(SentryPart),
    /** Parts that this server does not offer: an older one of one's own. */
    unsupported: z.array(SentryPart).default([]),
    /** Issues that could not be understood, and are in no list. */
    leftOut: z.int().default(0),
    sampledAt: Instant,
  })
  .meta({ id: 'SentrySnapshot' });
export type SentrySnapshot = z.infer<typeof SentrySnapshot>;
