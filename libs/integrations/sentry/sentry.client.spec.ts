import { environmentsOf } from '@envscope/testing/environments.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sentryClientFactory, type SentryClient } from './sentry.client.js';
import { sentrySection } from './sentry.settings.js';

const TOKEN = 'sntryu_correct_horse_battery';

/** As in Sentry's reference, shortened to what is read. */
const ISSUE = {
  id: '5120034411',
  shortId: 'API-1A2',
  title: 'TypeError: it broke',
  culprit: 'GET /orders/:id',
  permalink: 'https://acme.sentry.io/issues/5120034411/',
  level: 'error',
  substatus: 'ongoing',
  count: '137',
  userCount: 12,
  firstSeen: '2026-09-21T08:02:11Z',
  lastSeen: '2026-10-02T09:41:57.120000+00:00',
};

describe('SentryClient', () => {
  let server: Server;
  let client: SentryClient;
  let asked: IncomingMessage[];
  /** Answers by the last word of the path. */
  let answers: Record<string, { body: unknown; headers?: Record<string, string> }>;

  beforeEach(async () => {
    asked = [];
    answers = {};
    server = createServer((request, response) => {
      asked.push(request);
      const name = new URL(request.url ?? '/', 'http://vendor').pathname.split('/').at(-2) ?? '';
      const { body, headers } = answers[name] ?? { body: { detail: 'not prepared' } };
      response.writeHead(name in answers ? 200 : 500, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const [environment] = environmentsOf('sentry', sentrySection, {
      staging: {
        SENTRY_AUTH_TOKEN: TOKEN,
        SENTRY_ORG: 'acme',
        SENTRY_PROJECT: 'api',
        SENTRY_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
    });
    const section = environment?.sections.sentry;
    if (section?.state !== 'configured') throw new Error('The spec must configure Sentry');
    client = sentryClientFactory(() => new HttpService(axios.create()))(section.settings);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const { signal } = new AbortController();

  it('asks for the unresolved issues of its project and environment, with its token', async () => {
    answers['issues'] = { body: [ISSUE], headers: { 'x-hits': '61' } };
    await client.issues('new', signal);
    const [request] = asked;
    const url = new URL(request?.url ?? '', 'http://vendor');
    expect(url.pathname).toBe('/api/0/organizations/acme/issues/');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      project: 'api',
      environment: 'staging',
      query: 'is:unresolved',
      sort: 'new',
    });
    expect(request?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('reads an issue, its count from text and its moments in any form', async () => {
    answers['issues'] = { body: [ISSUE] };
    const { issues } = await client.issues('new', signal);
    expect(issues).toEqual([
      {
        id: '5120034411',
        shortId: 'API-1A2',
        title: 'TypeError: it broke',
        culprit: 'GET /orders/:id',
        level: 'error',
        substatus: 'ongoing',
        events: 137,
        users: 12,
        firstSeenAt: '2026-09-21T08:02:11.000Z',
        lastSeenAt: '2026-10-02T09:41:57.120Z',
        url: 'https://acme.sentry.io/issues/5120034411/',
      },
    ]);
  });

  it.each(['9999-12-31T23:59:59-23:59', '+275760-09-13T00:00:00Z', 'soon', '', null])(
    'takes %j for no moment',
    async (lastSeen) => {
      answers['issues'] = { body: [{ ...ISSUE, lastSeen }] };
      const { issues } = await client.issues('new', signal);
      expect(issues[0]?.lastSeenAt).toBeNull();
    },
  );

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '', null])(
    'gives the page of all issues in place of the link %j',
    async (permalink) => {
      answers['issues'] = { body: [{ ...ISSUE, permalink }] };
      const { issues } = await client.issues('new', signal);
      expect(issues[0]?.url).toBe(client.subject.issuesUrl);
    },
  );

  it.each<{ story: string; headers: Record<string, string>; expected: unknown[] }>([
    { story: 'its own count', headers: { 'x-hits': '61', 'x-max-hits': '1000' }, expected: [61, false] },
    {
      story: 'its largest count',
      headers: { 'x-hits': '1000', 'x-max-hits': '1000' },
      expected: [1000, true],
    },
    { story: 'no count', headers: {}, expected: [1, false] },
  ])('takes from Sentry $story', async ({ headers, expected }) => {
    answers['issues'] = { body: [ISSUE], headers };
    const { count, isAtLeast } = await client.issues('new', signal);
    expect([count, isAtLeast]).toEqual(expected);
  });

  it('shows the issues that it understands beside odd ones', async () => {
    const nameless = {
      ...ISSUE,
      id: '2',
      shortId: null,
      title: null,
      culprit: 7,
      level: null,
      count: 'many',
    };
    answers['issues'] = { body: [ISSUE, nameless, { ...ISSUE, id: null }, 'odd'] };
    const { issues, leftOut, count } = await client.issues('new', signal);
    expect(issues.map(({ id, title }) => [id, title])).toEqual([
      [ISSUE.id, ISSUE.title],
      ['2', '2'],
    ]);
    expect([leftOut, count]).toEqual([2, 4]);
    expect(issues[1]).toMatchObject({ shortId: '2', culprit: null, level: 'unknown', events: 0 });
  });

  it('keeps the steps of a series that make sense', async () => {
    const values = [{ timestamp: 1_790_812_800_000, value: 3 }, { timestamp: null, value: 9 }, null];
    answers['events-timeseries'] = { body: { timeSeries: [{ values }] } };
    expect(await client.errors('24h', signal)).toHaveLength(1);
  });

  it('reads the moments of a series as milliseconds', async () => {
    const values = [
      { timestamp: 1_790_812_800_000, value: 3 },
      { timestamp: 1_790_813_100_000, value: 9, incomplete: true },
    ];
    answers['events-timeseries'] = { body: { timeSeries: [{ values }, { values: [] }] } };
    expect(await client.errors('24h', signal)).toEqual([
      { atMs: 1_790_812_800_000, count: 3, isIncomplete: false },
      { atMs: 1_790_813_100_000, count: 9, isIncomplete: true },
    ]);
  });

  it('does not take an answer without a series for one without errors', async () => {
    answers['events-timeseries'] = { body: { timeSeries: [] } };
    await expect(client.errors('24h', signal)).rejects.toMatchObject({ reason: { code: 'invalid-answer' } });
  });

  it.each([
    { story: 'a share', given: 0.9987, expected: 0.9987 },
    { story: 'a percentage', given: 99.87, expected: 0.9987 },
    { story: 'everything', given: 1, expected: 1 },
    { story: 'no sessions', given: null, expected: null },
  ])('reads a crash-free rate that is $story', async ({ given, expected }) => {
    const totals = { 'crash_free_rate(session)': given, 'crash_free_rate(user)': null, 'sum(session)': 0 };
    answers['sessions'] = { body: { groups: [{ totals }] } };
    const { crashFreeSessionRatio, crashFreeUserRatio } = await client.sessions(signal);
    expect(crashFreeSessionRatio === null ? null : Number(crashFreeSessionRatio.toFixed(9))).toBe(expected);
    expect(crashFreeUserRatio).toBeNull();
  });

  it('knows no rate where no group came', async () => {
    answers['sessions'] = { body: { groups: [] } };
    expect(await client.sessions(signal)).toMatchObject({ crashFreeSessionRatio: null, sessions: null });
  });

  it('finds the latest deploy of its own environment', async () => {
    const deploy = (environment: string, dateFinished: string | null, url: string) => ({
      environment,
      dateFinished,
      url,
      name: environment,
    });
    answers['releases'] = {
      body: [
        { version: 'api@1.8.0/x', dateCreated: '2026-10-02T07:51:19Z', newGroups: 1 },
        { version: 'api@1.7.3', dateCreated: '2026-09-30T07:51:19Z' },
      ],
    };
    answers['deploys'] = {
      body: [
        deploy('production', '2026-10-02T09:00:00Z', 'https://ci.example.com/3'),
        deploy('staging', null, 'https://ci.example.com/2'),
        deploy('staging', '2026-10-02T07:58:40Z', 'javascript:alert(1)'),
        deploy('staging', '2026-10-01T07:58:40Z', 'https://ci.example.com/0'),
      ],
    };
    expect(await client.delivered(signal)).toEqual({
      latestRelease: { version: 'api@1.8.0/x', createdAt: '2026-10-02T07:51:19.000Z', newIssues: 1 },
      releases: [
        { version: 'api@1.8.0/x', createdAt: '2026-10-02T07:51:19.000Z', newIssues: 1 },
        { version: 'api@1.7.3', createdAt: '2026-09-30T07:51:19.000Z', newIssues: null },
      ],
      latestDeploy: { name: 'staging', finishedAt: '2026-10-02T07:58:40.000Z', url: null },
    });
    expect(asked[1]?.url).toMatch('/api/0/organizations/acme/releases/api%401.8.0%2Fx/deploys/?');
  });

  it('knows an environment without releases', async () => {
    answers['releases'] = { body: [] };
    expect(await client.delivered(signal)).toEqual({
      latestRelease: null,
      releases: [],
      latestDeploy: null,
    });
  });
});
