import { instantOf, type SentryIssue, type SentrySnapshot } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import * as z from 'zod';
import { LONGEST } from '@envscope/integrations/kernel/outside/outside-text.js';
import { orNull } from '@envscope/integrations/kernel/outside/or-null.js';
import { soundList, type SoundList } from '@envscope/integrations/kernel/outside/sound-list.js';
import type { HttpByTrust } from '@envscope/integrations/network/network.http.js';
import { VendorHttp, type VendorAnswer } from '@envscope/integrations/kernel/http/vendor-http.js';
import type { SentrySettings } from './sentry.settings.js';

/** An unresolved issue as Sentry reports it; whether it is new depends on the time. */
export type Issue = Omit<SentryIssue, 'isNew'>;

/** The first issues in an order, and how many there are of them. */
export interface IssuePage {
  readonly issues: readonly Issue[];
  /** Of all pages. */
  readonly count: number;
  /** There are more than Sentry counts. */
  readonly isAtLeast: boolean;
  /** Issues of this page that could not be understood. */
  readonly leftOut: number;
}

/** Error events of one step of a series. */
export interface ErrorBucket {
  readonly atMs: number;
  readonly count: number;
  /** The step still fills. */
  readonly isIncomplete: boolean;
}

/** Shares 0-1 over the last day; null is "no sessions". */
export interface SessionHealth {
  readonly crashFreeSessionRatio: number | null;
  readonly crashFreeUserRatio: number | null;
  readonly sessions: number | null;
}

/** The newest releases that were seen in the environment, and the latest deploy of the newest to it. */
export type Delivered = Pick<SentrySnapshot, 'latestRelease' | 'releases' | 'latestDeploy'>;

/** What is asked about one environment of one project. All methods throw `IntegrationError`. */
export interface SentryClient {
  /** What settings say of it, nothing secret. */
  readonly subject: Omit<SentrySettings, 'token' | 'baseUrl' | 'ca'>;
  /** Unresolved issues with an event in the last 14 days. */
  issues(order: 'new' | 'freq', signal: AbortSignal): Promise<IssuePage>;
  /** Oldest first. `24h` comes in steps of five minutes, `14d` in days. */
  errors(period: '24h' | '14d', signal: AbortSignal): Promise<readonly ErrorBucket[]>;
  sessions(signal: AbortSignal): Promise<SessionHealth>;
  delivered(signal: AbortSignal): Promise<Delivered>;
  /** The names of all environments that the project ever had an event from, hidden ones too. */
  environments(signal: AbortSignal): Promise<readonly string[]>;
}

/** Token of the `PerEnvironment<SentryClient>`. */
export const SENTRY_CLIENTS = Symbol('SENTRY_CLIENTS');
export type SentryClients = PerEnvironment<SentryClient>;

/** Makes clients; those with one credential and the same trust share its caller, so that one's rate limit holds for all. */
export function sentryClientFactory(httpByTrust: HttpByTrust): (settings: SentrySettings) => SentryClient {
  const callers = new Map<string, VendorHttp>();
  return (settings) => {
    const { baseUrl, token, ca } = settings;
    const key = JSON.stringify([baseUrl, token, ca?.file]);
    const caller =
      callers.get(key) ??
      new VendorHttp(httpByTrust(ca), {
        baseUrl: `${baseUrl}/api/0`,
        headers: { authorization: `Bearer ${token}` },
      });
    callers.set(key, caller);
    return new HttpSentryClient(caller, settings);
  };
}

const PAGE_SIZE = 25;
/** So many of the newest releases are read, for charts to mark. */
const RELEASES = 20;
const STEP_SECONDS = { '24h': 300, '14d': 86_400 } as const;

class HttpSentryClient implements SentryClient {
  constructor(
    private readonly http: VendorHttp,
    readonly subject: SentrySettings,
  ) {}

  async issues(order: 'new' | 'freq', signal: AbortSignal): Promise<IssuePage> {
    const query = { query: 'is:unresolved', statsPeriod: '14d', sort: order, limit: PAGE_SIZE };
    const answer = await this.get('issues', query, WireIssues, signal);
    const { items, leftOut } = answer.data;
    return { issues: items.map((issue) => this.toIssue(issue)), leftOut, ...countOf(answer) };
  }

  async errors(period: '24h' | '14d', signal: AbortSignal): Promise<readonly ErrorBucket[]> {
    const query = {
      dataset: 'errors',
      yAxis: 'count()',
      statsPeriod: period,
      interval: STEP_SECONDS[period],
    };
    const { data } = await this.get('events-timeseries', query, WireSeries, signal);
    return data.timeSeries[0].values.items.map(({ timestamp, value, incomplete }) => ({
      atMs: timestamp,
      count: value,
      isIncomplete: incomplete,
    }));
  }

  async sessions(signal: AbortSignal): Promise<SessionHealth> {
    const field = ['crash_free_rate(session)', 'crash_free_rate(user)', 'sum(session)'];
    const query = { statsPeriod: '24h', interval: '1h', includeSeries: 0, field };
    const { data } = await this.get('sessions', query, WireSessions, signal);
    const totals = data.groups.items[0]?.totals;
    return {
      crashFreeSessionRatio: totals?.['crash_free_rate(session)'] ?? null,
      crashFreeUserRatio: totals?.['crash_free_rate(user)'] ?? null,
      sessions: totals?.['sum(session)'] ?? null,
    };
  }

  async delivered(signal: AbortSignal): Promise<Delivered> {
    const { data } = await this.get('releases', { per_page: RELEASES }, WireReleases, signal);
    const releases = data.items.map(({ version, dateCreated, newGroups }) => ({
      version,
      createdAt: dateCreated,
      newIssues: newGroups,
    }));
    const latestRelease = releases[0] ?? null;
    if (latestRelease === null) return { latestRelease, releases, latestDeploy: null };
    const path = `releases/${encodeURIComponent(latestRelease.version)}/deploys`;
    // Deploys of all environments come together: `lastDeploy` of a release may be another one's.
    const { data: deploys } = await this.get(path, {}, WireDeploys, signal);
    return { latestRelease, releases, latestDeploy: this.latestOf(deploys.items) };
  }

  async environments(signal: AbortSignal): Promise<readonly string[]> {
    const { organization, project } = this.subject;
    const path = `/projects/${organization}/${project}/environments/?visibility=all`;
    const { data } = await this.http.call({ path, schema: WireEnvironments, signal });
    return data.items.map(({ name }) => name);
  }

  /** Asks about this project and environment. */
  private get<T>(
    path: string,
    query: Query,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<VendorAnswer<T>> {
    const { organization, project, environment } = this.subject;
    const entries = Object.entries({ project, environment, ...query });
    const pairs = entries.flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    );
    const search = new URLSearchParams(pairs);
    return this.http.call({
      path: `/organizations/${organization}/${path}/?${search.toString()}`,
      schema,
      signal,
    });
  }

  private toIssue({ count, userCount, permalink, firstSeen, lastSeen, ...issue }: WireIssue): Issue {
    const url = permalink ?? this.subject.issuesUrl;
    return { ...issue, events: count, users: userCount, firstSeenAt: firstSeen, lastSeenAt: lastSeen, url };
  }

  private latestOf(deploys: readonly z.infer<typeof WireDeploy>[]): Delivered['latestDeploy'] {
    return deploys
      .filter(({ environment }) => environment === this.subject.environment)
      .flatMap(({ name, dateFinished, url }) =>
        dateFinished ? [{ name, finishedAt: dateFinished, url }] : [],
      )
      .reduce<Delivered['latestDeploy']>(
        (latest, deploy) => (latest && latest.finishedAt >= deploy.finishedAt ? latest : deploy),
        null,
      );
  }
}

type Query = Readonly<Record<string, string | number | readonly string[]>>;

/** Sentry counts up to a maximum that it names; without a count, there is at least what came. */
function countOf({
  data,
  headers,
}: VendorAnswer<SoundList<unknown>>): Pick<IssuePage, 'count' | 'isAtLeast'> {
  const [hits, most] = [wholeNumber(headers['x-hits']), wholeNumber(headers['x-max-hits'])];
  if (hits !== undefined) return { count: hits, isAtLeast: most !== undefined && hits >= most };
  const count = data.items.length + data.leftOut;
  return { count, isAtLeast: count >= PAGE_SIZE };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A moment in any of the forms that Sentry writes it in, as ours; null where it is none. */
const Moment = orNull(z.string()).transform(instantOf);

/** A link; null where it is none that is safe to follow, since it may come from whoever sends events or deploys. A cut one is none. */
const Link = orNull(z.string()).transform((text) => (text && WebUrl.safeParse(text).success ? text : null));
const WebUrl = z.url({ protocol: /^https?$/ }).max(LONGEST.detail);

const Text = orNull(z.string());

/** A text, while the count of users is a number; 0 where it is neither. */
const Count = z.coerce.number().catch(0);

// Only what an issue cannot be shown without may make it odd.
const WireIssue = z
  .object({
    id: z.string(),
    shortId: Text,
    title: Text,
    culprit: Text,
    permalink: Link,
    level: z.string().catch('unknown'),
    substatus: Text,
    count: Count,
    userCount: Count,
    firstSeen: Moment,
    lastSeen: Moment,
  })
  .transform(({ shortId, title, ...issue }) => {
    const name = shortId ?? issue.id;
    return { ...issue, shortId: name, title: title ?? name };
  });
type WireIssue = z.infer<typeof WireIssue>;
const WireIssues = soundList(WireIssue);

/** The last moment that a date can hold. */
const LATEST_MS = 8.64e15;

const WireSeries = z.object({
  timeSeries: z.tuple(
    [
      z.object({
        values: soundList(
          // Milliseconds, other than in the series of an issue.
          z.object({
            timestamp: z.int().min(0).max(LATEST_MS),
            value: z.number(),
            incomplete: z.boolean().default(false),
          }),
        ),
      }),
    ],
    z.unknown(),
  ),
});

/** A share; the reference does not say whether of 1 or of 100. */
const Ratio = z
  .number()
  .nullish()
  .transform((value) => (value == null ? null : value > 1 ? value / 100 : value));

const WireSessions = z.object({
  groups: soundList(
    z.object({
      totals: z.object({
        'crash_free_rate(session)': Ratio,
        'crash_free_rate(user)': Ratio,
        'sum(session)': z.number().nullish(),
      }),
    }),
  ),
});

const WireReleases = soundList(
  z.object({
    version: z.string(),
    dateCreated: z
      .string()
      .transform(instantOf)
      .refine((instant) => instant !== null),
    newGroups: orNull(z.int()),
  }),
);

const WireDeploy = z.object({ environment: z.string(), dateFinished: Moment, name: Text, url: Link });
const WireDeploys = soundList(WireDeploy, { mayLackAll: true });

const WireEnvironments = soundList(z.object({ name: z.string() }));
