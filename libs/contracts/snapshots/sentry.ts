import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';

/** A link that is safe to follow: issues and deploys are named by whoever may send events. */
const webUrl = z.url({ protocol: /^https?$/ });

export const SentryIssue = z
  .object({
    id: z.string(),
    shortId: z.string(),
    title: z.string(),
    culprit: z.nullable(z.string()),
    level: z.string(),
    substatus: z.nullable(z.string()),
    /** Events since the issue began. */
    events: z.number(),
    users: z.number(),
    firstSeenAt: z.nullable(Instant),
    lastSeenAt: z.nullable(Instant),
    url: webUrl,
    /** First seen within the last hour. */
    isNew: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'SentryIssue' });
export type SentryIssue = z.infer<typeof SentryIssue>;

const SentryRelease = z.object({
  version: z.string(),
  createdAt: Instant,
  newIssues: z.nullable(z.int()),
});

const SentryPart = z.enum(['issues', 'errors', 'sessions', 'releases']);

export const SentrySnapshot = z
  .object({
    environment: z.string(),
    organization: z.string(),
    project: z.string(),
    issuesUrl: webUrl,
    /** Unresolved issues of this environment; `isAtLeast` when Sentry's count is capped. */
    unresolved: z.nullable(z.object({ count: z.int(), isAtLeast: z.boolean() })),
    /** Error events of this environment. The fortnight is counted more rarely and can be absent by itself. */
    errors: z.nullable(
      z.object({ lastHour: z.number(), last24Hours: z.number(), last14Days: z.nullable(z.number()) }),
    ),
    /** Hourly error events, oldest first. The last one may be incomplete. */
    errorsByHour: z.array(z.object({ at: Instant, count: z.number(), isIncomplete: z.boolean() })),
    newest: z.array(SentryIssue),
    mostFrequent: z.array(SentryIssue),
    /** Null is "no sessions", never 100 %. */
    crashFreeSessionRatio: z.nullable(z.number()),
    crashFreeUserRatio: z.nullable(z.number()),
    sessions: z.nullable(z.number()),
    latestRelease: z.nullable(SentryRelease),
    /** The newest that were seen in this environment, newest first. */
    releases: z._default(z.array(SentryRelease), []),
    latestDeploy: z.nullable(
      z.object({ name: z.nullable(z.string()), finishedAt: Instant, url: z.nullable(webUrl) }),
    ),
    /** Set when Sentry does not know the environment: the names that it does know. */
    knownEnvironments: z.nullable(z.array(z.string())),
    /** Parts that could not be read this time, so that their figures are absent. */
    unavailable: z.array(SentryPart),
    /** Parts that this server does not offer: an older one of one's own. */
    unsupported: z._default(z.array(SentryPart), []),
    /** Issues that could not be understood, and are in no list. */
    leftOut: z._default(z.int(), 0),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'SentrySnapshot' });
export type SentrySnapshot = z.infer<typeof SentrySnapshot>;
