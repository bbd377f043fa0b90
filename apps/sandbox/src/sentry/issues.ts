import { json, Refusal, withHeaders, type Call, type Reply } from '../http/exchange.ts';
import { page } from './pages.ts';
import { PROJECT, type Issue, type SentryProject } from './project.ts';
import { concernsProject, detail, environments, iso, stretch } from './query.ts';
import { DEFAULT_SEARCH, searchOf } from './search.ts';
import { bucketsOf, countWithin } from './tally.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SORTS = ['date', 'freq', 'inbox', 'new', 'recommended', 'trends', 'user'];

/** `GET …/issues/`: the issues of some environments within a stretch, by default the unresolved ones. */
export function listIssues(call: Call, project: SentryProject): Reply {
  const { query, atMs } = call;
  const sort = sortOf(query);
  if (!concernsProject(call)) return withHeaders(json(200, []), { 'x-hits': '0' });
  const { fromMs, toMs } = stretch(call);
  const matches = searchOf(query.get('query') ?? DEFAULT_SEARCH);
  const shown = project
    .issues(environments(call, project), atMs)
    .filter(matches)
    .filter(({ occurrences }) => countWithin(occurrences, fromMs, toMs + 1) > 0)
    .map((issue) => issueV0(issue, { fromMs, toMs, atMs }))
    .sort(ORDERS[sort] ?? byLastSeen);
  return withHeaders(page(call, shown, 'limit'), { 'x-hits': String(shown.length) });
}

type ShownIssue = ReturnType<typeof issueV0>;

const byLastSeen = (one: ShownIssue, other: ShownIssue) => other.lastSeen.localeCompare(one.lastSeen);

const ORDERS: Readonly<Record<string, (one: ShownIssue, other: ShownIssue) => number>> = {
  freq: (one, other) => Number(other.count) - Number(one.count),
  new: (one, other) => other.firstSeen.localeCompare(one.firstSeen),
  user: (one, other) => other.userCount - one.userCount,
};

interface View {
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number;
}

function issueV0(issue: Issue, { fromMs, toMs, atMs }: View) {
  const { occurrences, userRatio } = issue;
  const count = countWithin(occurrences, fromMs, toMs + 1);
  const lifetime = countWithin(occurrences, 0, atMs + 1);
  const firstSeen = iso(occurrences[0]?.atMs ?? atMs);
  const lastSeen = iso(occurrences.at(-1)?.atMs ?? atMs);
  const users = (events: number) => Math.ceil(events * userRatio);
  return {
    id: issue.id,
    shareId: null,
    shortId: issue.shortId,
    title: issue.type === null ? issue.value : `${issue.type}: ${issue.value}`,
    culprit: issue.culprit,
    permalink: `https://${PROJECT.organization}.sentry.example.test/issues/${issue.id}/`,
    logger: null,
    level: issue.level,
    status: issue.status,
    statusDetails: {},
    substatus: issue.substatus,
    isPublic: false,
    platform: issue.platform,
    priority: issue.priority,
    priorityLockedAt: null,
    project: { id: PROJECT.id, name: PROJECT.slug, slug: PROJECT.slug, platform: 'node-nestjs' },
    type: issue.type === null ? 'default' : 'error',
    issueType: 'error',
    issueCategory: 'error',
    metadata: { type: issue.type, value: issue.value, filename: issue.filename },
    numComments: 0,
    assignedTo: null,
    isBookmarked: false,
    isSubscribed: false,
    subscriptionDetails: null,
    hasSeen: true,
    annotations: [],
    isUnhandled: issue.isUnhandled,
    // A text, although the count of users beside it is a number.
    count: String(count),
    userCount: users(count),
    firstSeen,
    lastSeen,
    stats: { '24h': hourlyCounts(issue, atMs) },
    lifetime: { count: String(lifetime), userCount: users(lifetime), firstSeen, lastSeen },
    filtered: null,
  };
}

/** Pairs of a second and a count, over the last day. */
function hourlyCounts({ occurrences }: Issue, atMs: number): [number, number][] {
  const buckets = bucketsOf(occurrences, { fromMs: atMs - DAY_MS, toMs: atMs + 1, stepMs: HOUR_MS });
  return buckets.map(({ atMs: at, count }) => [at / 1000, count]);
}

function sortOf(query: URLSearchParams): string {
  const sort = query.get('sort') ?? 'date';
  if (SORTS.includes(sort)) return sort;
  throw new Refusal(detail(400, `Invalid sort: '${sort}'`));
}
