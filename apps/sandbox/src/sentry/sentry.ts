import { html, json, withHeaders, type Call, type Reply } from '../http/exchange.ts';
import { RateWindows, type Admission } from '../http/rate-windows.ts';
import { Routes, type ParamsOf } from '../http/routes.ts';
import type { StandIn, VendorFault } from '../http/stand-in.ts';
import type { Story } from '../story.ts';
import { eventsTimeseries } from './counts.ts';
import { listIssues } from './issues.ts';
import { page } from './pages.ts';
import { PROJECT, type SentryProject } from './project.ts';
import { detail, notFound } from './query.ts';
import { Releases } from './releases.ts';
import { releaseHealth } from './sessions.ts';

/** Calls per second that one caller may make to one endpoint. */
const CALLS_PER_SECOND = 40;
const CONCURRENT = 25;

/** Which token may do what. */
const TOKENS: Readonly<Record<string, readonly string[]>> = {
  'sntryu-sandbox': ['org:read', 'project:read', 'project:releases', 'event:read'],
  'sntryu-sandbox-limited': ['project:read'],
};

const READ_ORGANIZATION = ['org:read', 'org:write', 'org:admin'];
const READ_EVENTS = ['event:read', 'event:write', 'event:admin'];
const READ_PROJECT = ['project:read', 'project:write', 'project:admin'];
const READ_RELEASES = [...READ_PROJECT, 'project:releases', 'org:ci'];

/** What a console reads of Sentry's web API, under `/sentry/api/0`. */
export class Sentry implements StandIn {
  readonly service = 'sentry';
  readonly mount = '/sentry/api/0';
  readonly windows = new RateWindows(CALLS_PER_SECOND, 1_000);
  private readonly project: SentryProject;
  private readonly releases: Releases;
  private readonly routes = new Routes();

  constructor(project: SentryProject, story: Story, startedAtMs: number) {
    const releases = new Releases(project, startedAtMs);
    this.project = project;
    this.releases = releases;
    const organization = '/organizations/:organization';
    this.read(`${organization}/issues/`, READ_EVENTS, (call) => listIssues(call, project));
    this.read(`${organization}/events-timeseries/`, READ_ORGANIZATION, (call) =>
      eventsTimeseries(call, project),
    );
    this.read(`${organization}/sessions/`, READ_ORGANIZATION, (call) => releaseHealth(call, project, story));
    this.read(`${organization}/releases/`, READ_RELEASES, (call) => releases.list(call));
    this.read(`${organization}/releases/:version/deploys/`, READ_RELEASES, (call, { version }) =>
      releases.listDeploys(call, version),
    );
    this.read('/projects/:organization/:project/environments/', READ_PROJECT, (call) =>
      this.projectEnvironments(call),
    );
  }

  environmentOf({ query }: Call): string | undefined {
    const name = query.get('environment');
    return name === null ? undefined : this.project.keyOf(name);
  }

  credentialOf(call: Call): string {
    const token = tokenOf(call);
    return token === undefined ? 'none' : TOKENS[token] ? token : 'unknown';
  }

  answer(call: Call): Reply {
    const token = tokenOf(call);
    if (token === undefined) return detail(401, 'Authentication credentials were not provided.');
    if (TOKENS[token] === undefined) return detail(401, 'Invalid token');
    const admission = this.windows.admit(`${token} ${call.path}`, call.atMs);
    const reply = admission.isAllowed ? this.route(call) : tooFrequent(admission.limit);
    return withHeaders(reply ?? notFound(), limitHeaders(admission, call.atMs));
  }

  refuse({ kind, status = 503, retryAfterSeconds = 1 }: VendorFault, call: Call): Reply {
    const { atMs } = call;
    // A self-hosted server from before this interface: what it lacks is a page that is not found.
    if (kind === 'old-server') {
      return call.path.endsWith('/events-timeseries/')
        ? html(404, '<!DOCTYPE html><title>Page Not Found</title>')
        : this.answer(call);
    }
    if (kind === 'unauthorized') return detail(401, 'Invalid token');
    if (kind === 'status')
      return detail(status, status === 404 ? 'The requested resource does not exist' : 'Internal Error');
    const admission = { isAllowed: false, limit: this.windows.limit, remaining: 0 };
    const headers = limitHeaders({ ...admission, resetsInMs: retryAfterSeconds * 1000 }, atMs);
    return withHeaders(tooFrequent(this.windows.limit), headers);
  }

  state(): unknown {
    return this.project.received.state();
  }

  reset(): void {
    this.project.received.reset();
    this.releases.reset();
    this.windows.limit = CALLS_PER_SECOND;
    this.windows.reset();
  }

  private route(call: Call): Reply | undefined {
    const [, kind, organization, project] = call.path.split('/');
    const isOurs = organization === PROJECT.organization || organization === PROJECT.organizationId;
    const isKnown = kind !== 'projects' || project === PROJECT.slug || project === PROJECT.id;
    return isOurs && isKnown ? this.routes.answer(call) : undefined;
  }

  /** None of the demo's environments is hidden. */
  private projectEnvironments(call: Call): Reply {
    const all = this.project.environments();
    const visible = all.map((name, index) => ({ id: String(11 + index), name, isHidden: false }));
    return page(call, call.query.get('visibility') === 'hidden' ? [] : visible);
  }

  /** Answers callers whose token holds any of the scopes; others get 403. */
  private read<Pattern extends string>(
    pattern: Pattern,
    scopes: readonly string[],
    answer: (call: Call, params: ParamsOf<Pattern>) => Reply,
  ): void {
    this.routes.on('GET', pattern, (call, params) => {
      const held = TOKENS[tokenOf(call) ?? ''] ?? [];
      if (scopes.some((scope) => held.includes(scope))) return answer(call, params);
      return detail(403, 'You do not have permission to perform this action.');
    });
  }
}

function tokenOf({ headers }: Call): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}

/** Without `Retry-After`: the vendor's web API names the end of the window instead. */
function tooFrequent(limit: number): Reply {
  return json(429, {
    detail: `You are attempting to use this endpoint too frequently. Limit is ${limit} requests in 1 seconds`,
  });
}

function limitHeaders({ limit, remaining, resetsInMs }: Admission, atMs: number): Record<string, string> {
  return {
    'x-sentry-rate-limit-limit': String(limit),
    'x-sentry-rate-limit-remaining': String(remaining),
    'x-sentry-rate-limit-reset': String(Math.ceil((atMs + resetsInMs) / 1000)),
    'x-sentry-rate-limit-concurrentlimit': String(CONCURRENT),
    'x-sentry-rate-limit-concurrentremaining': String(CONCURRENT - 1),
  };
}
