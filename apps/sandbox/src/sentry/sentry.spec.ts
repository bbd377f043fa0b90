import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PLOT, livelyStory } from '../story.ts';
import { OPENING_MS, openStage, type Answer, type Stage } from '../testing/stage.ts';

const ORGANIZATION = '/organizations/acme';
const HOUR_MS = 3_600_000;
const text = expect.any(String);
const number = expect.any(Number);
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

interface Issue {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly status: string;
  readonly substatus: string | null;
  readonly count: string;
  readonly userCount: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly stats: Record<string, [number, number][]>;
}

interface Timeseries {
  readonly timeSeries: { values: { timestamp: number; value: number; incomplete: boolean }[] }[];
}

interface Health {
  readonly intervals: string[];
  readonly groups: { by: object; totals: Record<string, number | null>; series: Record<string, unknown[]> }[];
}

describe('Sentry', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage(livelyStory);
  });
  afterEach(() => stage.close());

  const get = (path: string, token = 'sntryu-sandbox') =>
    stage.call(`/sentry/api/0${path}`, { headers: { authorization: `Bearer ${token}` } });
  const issues = async (query: string) =>
    (await get(`${ORGANIZATION}/issues/?statsPeriod=24h&${query}`)).json<Issue[]>();

  describe('issues', () => {
    it.each(['development', 'staging', 'production'])('are six to fifteen in %s', async (environment) => {
      const shown = await issues(`environment=${environment}&query=`);
      expect(shown.length).toBeGreaterThanOrEqual(6);
      expect(shown.length).toBeLessThanOrEqual(15);
    });

    it('have every documented field in its documented kind', async () => {
      const [issue] = await issues('project=api&environment=production&sort=freq&query=is%3Aunresolved');
      expect(issue).toEqual({
        id: expect.stringMatching(/^\d+$/),
        shareId: null,
        shortId: expect.stringMatching(/^API-/),
        title: text,
        culprit: text,
        permalink: text,
        logger: null,
        level: text,
        status: 'unresolved',
        statusDetails: {},
        substatus: 'ongoing',
        isPublic: false,
        platform: 'node',
        priority: text,
        priorityLockedAt: null,
        project: { id: '42', name: 'api', slug: 'api', platform: 'node-nestjs' },
        type: 'error',
        issueType: 'error',
        issueCategory: 'error',
        metadata: { type: text, value: text, filename: text },
        numComments: 0,
        assignedTo: null,
        isBookmarked: false,
        isSubscribed: false,
        subscriptionDetails: null,
        hasSeen: true,
        annotations: [],
        isUnhandled: false,
        count: expect.stringMatching(/^\d+$/),
        userCount: number,
        firstSeen: instant,
        lastSeen: instant,
        stats: { '24h': expect.arrayContaining([[number, number]]) },
        lifetime: {
          count: expect.stringMatching(/^\d+$/),
          userCount: number,
          firstSeen: instant,
          lastSeen: instant,
        },
        filtered: null,
      });
    });

    it('are only the unresolved ones unless the search says otherwise', async () => {
      const states = async (query: string) =>
        new Set((await issues(`environment=staging${query}`)).map(({ status }) => status));
      expect(await states('')).toEqual(new Set(['unresolved']));
      expect(await states('&query=')).toEqual(new Set(['unresolved', 'resolved', 'ignored']));
      expect(await states('&query=is:archived')).toEqual(new Set(['ignored']));
    });

    it('are searched by state and by words', async () => {
      expect(await issues('query=deadlock')).toHaveLength(1);
      expect((await get(`${ORGANIZATION}/issues/?query=assigned:me`)).status).toBe(400);
    });

    it('come in the order that was asked for', async () => {
      const latest = (await issues('environment=production')).map(({ lastSeen }) => lastSeen);
      expect(latest).toEqual(latest.toSorted().reverse());
      const counts = (await issues('environment=production&sort=freq')).map(({ count }) => Number(count));
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    });

    it('count in their hourly figures what the last day had, by the second', async () => {
      const [issue] = await issues('environment=production&sort=freq');
      const hours = issue?.stats['24h'] ?? [];
      expect(hours).toHaveLength(25);
      expect(hours.at(-1)?.[0]).toBe(Date.UTC(2026, 9, 2, 9) / 1000);
      const sum = hours.reduce((total, [, count]) => total + count, 0);
      expect(sum).toBeGreaterThanOrEqual(Number(issue?.count));
    });

    it.each(['environment=preview', 'environment=Production'])('answer 404 to %s', async (query) => {
      const answer = await get(`${ORGANIZATION}/issues/?${query}`);
      expect([answer.status, answer.json()]).toEqual([
        404,
        { detail: 'The requested resource does not exist' },
      ]);
    });

    it.each(['sort=age', 'limit=101', 'limit=0', 'statsPeriod=soon', 'cursor=2'])(
      'answer 400 to %s',
      async (query) => {
        const answer = await get(`${ORGANIZATION}/issues/?${query}`);
        expect([answer.status, answer.json()]).toEqual([400, { detail: text }]);
      },
    );

    it('are none of a project that nobody may see', async () => {
      expect(await issues('project=elsewhere')).toEqual([]);
      expect((await issues('project=-1')).length).toBeGreaterThan(0);
      expect((await issues('project=42')).length).toBeGreaterThan(0);
    });
  });

  describe('pages', () => {
    const link = ({ headers }: Answer) => headers.get('link') ?? '';

    it('name both relations, and whether they lead anywhere', async () => {
      const first = await get(`${ORGANIZATION}/issues/?environment=staging&limit=7`);
      expect(first.headers.get('x-hits')).toBe('10');
      expect(link(first)).toMatch(/rel="previous"; results="false"; cursor="0:0:1", </);
      expect(link(first)).toMatch(/rel="next"; results="true"; cursor="0:7:0"$/);
      const last = await get(`${ORGANIZATION}/issues/?environment=staging&limit=7&cursor=0:7:0`);
      expect(last.json()).toHaveLength(3);
      expect(link(last)).toMatch(/rel="previous"; results="true"/);
      expect(link(last)).toMatch(/rel="next"; results="false"; cursor="0:14:0"$/);
      expect(link(last)).toContain(`<${stage.url}/sentry/api/0/organizations/acme/issues/?`);
    });
  });

  describe('counts', () => {
    const timeseries = async (query = '', period = '24h') =>
      (
        await get(
          `${ORGANIZATION}/events-timeseries/?dataset=errors&yAxis=count()&statsPeriod=${period}${query}`,
        )
      ).json<Timeseries>();
    const total = ({ timeSeries }: Timeseries) =>
      timeSeries[0]?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;

    it('give moments in milliseconds, the last step being incomplete', async () => {
      const answer = await timeseries('&environment=staging&interval=3600');
      expect(answer).toEqual({
        timeSeries: [
          {
            yAxis: 'count()',
            values: expect.arrayContaining([{ timestamp: number, value: number, incomplete: false }]),
            meta: { valueType: 'integer', valueUnit: null, interval: 3_600_000 },
          },
        ],
        meta: { dataset: 'errors', start: OPENING_MS - 24 * HOUR_MS, end: OPENING_MS },
      });
      const values = answer.timeSeries[0]?.values ?? [];
      expect(values.at(-1)).toMatchObject({ timestamp: Date.UTC(2026, 9, 2, 9), incomplete: true });
      expect(values.filter(({ incomplete }) => incomplete)).toHaveLength(1);
    });

    it('refuse a call that names no data set with 400', async () => {
      expect((await get(`${ORGANIZATION}/events-timeseries/?yAxis=count()`)).status).toBe(400);
    });

    it('jump while the story has a spike in staging, and the issue escalates', async () => {
      const lastMinutes = async () => (await issues('environment=staging&statsPeriod=3m&sort=freq')).at(0);
      const recent = async () => total(await timeseries('&environment=staging&interval=60', '2m'));
      const { from, to } = PLOT['staging-error-spike'];
      stage.clock.atMs = OPENING_MS + from - 1;
      const before = await recent();
      stage.clock.atMs = OPENING_MS + to - 1;
      expect(await recent()).toBeGreaterThan(before + 20);
      expect((await lastMinutes())?.substatus).toBe('escalating');
    });
  });

  describe('release health', () => {
    const health = (environment: string, query = '') =>
      get(
        `${ORGANIZATION}/sessions/?project=api&environment=${environment}&statsPeriod=24h&interval=1h` +
          `&field=crash_free_rate(session)&field=crash_free_rate(user)&field=sum(session)${query}`,
      );

    it('is a share of sessions, in all and by interval', async () => {
      const { groups, intervals } = (await health('production')).json<Health>();
      const { by, totals, series } = groups[0] ?? { by: {}, totals: {}, series: {} };
      expect(by).toEqual({});
      expect(totals['crash_free_rate(session)']).toBeGreaterThan(0.9);
      expect(totals['crash_free_rate(session)']).toBeLessThan(1);
      expect(totals['sum(session)']).toBeGreaterThan(1000);
      expect(series['sum(session)']).toHaveLength(intervals.length);
    });

    it('is null, and not perfect, where there are no sessions', async () => {
      const { groups } = (await health('development')).json<Health>();
      expect(groups[0]?.totals).toEqual({
        'crash_free_rate(session)': null,
        'crash_free_rate(user)': null,
        'sum(session)': 0,
      });
    });

    it.each([
      ['a short interval', 'interval=5m&field=sum(session)'],
      ['no field', 'interval=1h'],
      ['an unknown field', 'field=avg(session)'],
    ])('refuses %s with 400', async (_, query) => {
      expect((await get(`${ORGANIZATION}/sessions/?${query}`)).status).toBe(400);
    });
  });

  describe('releases, deploys and environments', () => {
    it('lists releases with their last deploy, by environment', async () => {
      const path = `${ORGANIZATION}/releases/?environment=`;
      const [release] = (await get(`${path}production`)).json<object[]>();
      expect(release).toEqual({
        id: number,
        version: 'api@1.8.0',
        shortVersion: 'api@1.8.0',
        status: 'open',
        versionInfo: {
          package: 'api',
          version: { raw: '1.8.0', major: 1, minor: 8, patch: 0, pre: null, buildCode: null, components: 3 },
          description: '1.8.0',
          buildHash: null,
        },
        ref: null,
        url: null,
        dateReleased: null,
        dateCreated: instant,
        data: {},
        newGroups: 0,
        owner: null,
        commitCount: 4,
        lastCommit: null,
        deployCount: 3,
        lastDeploy: {
          id: text,
          environment: 'production',
          dateStarted: instant,
          dateFinished: instant,
          name: text,
          url: text,
        },
        authors: [],
        projects: [
          {
            id: 42,
            slug: 'api',
            name: 'api',
            newGroups: 0,
            platform: 'node-nestjs',
            platforms: ['node'],
            hasHealthData: true,
          },
        ],
        firstEvent: null,
        lastEvent: null,
        currentProjectMeta: {},
        userAgent: null,
      });
      expect((await get(`${path}staging`)).json()).toMatchObject([{ version: 'api@1.9.0-rc.1' }, {}, {}]);
    });

    it('lists environments of the project', async () => {
      expect((await get('/projects/acme/api/environments/')).json()).toEqual([
        { id: text, name: 'development', isHidden: false },
        { id: text, name: 'staging', isHidden: false },
        { id: text, name: 'production', isHidden: false },
      ]);
    });
  });

  describe('access and limits', () => {
    it('knows no path without its slash, and no other organization or project', async () => {
      for (const path of [
        `${ORGANIZATION}/issues`,
        '/organizations/other/issues/',
        '/projects/acme/web/environments/',
      ]) {
        expect((await get(path)).status).toBe(404);
      }
    });

    it('distinguishes a missing token from a wrong one', async () => {
      const none = await stage.call(`/sentry/api/0${ORGANIZATION}/issues/`);
      expect([none.status, none.json()]).toEqual([
        401,
        { detail: 'Authentication credentials were not provided.' },
      ]);
      const wrong = await get(`${ORGANIZATION}/issues/`, 'sntryu-nobody');
      expect([wrong.status, wrong.json()]).toEqual([401, { detail: 'Invalid token' }]);
    });

    it('answers 403 where the scope is missing', async () => {
      const answer = await get(`${ORGANIZATION}/issues/`, 'sntryu-sandbox-limited');
      expect([answer.status, answer.json()]).toEqual([
        403,
        { detail: 'You do not have permission to perform this action.' },
      ]);
      expect((await get(`${ORGANIZATION}/releases/`, 'sntryu-sandbox-limited')).status).toBe(200);
    });

    it('limits each endpoint by itself, and names the end of the window instead of a wait', async () => {
      await stage.send('PUT', '/__control/limits', { sentryPerSecond: 2 });
      const path = '/projects/acme/api/environments/';
      const remaining = [await get(path), await get(path)].map(({ headers }) =>
        headers.get('x-sentry-rate-limit-remaining'),
      );
      expect(remaining).toEqual(['1', '0']);
      const refused = await get(path);
      expect([refused.status, refused.json()]).toEqual([
        429,
        {
          detail: 'You are attempting to use this endpoint too frequently. Limit is 2 requests in 1 seconds',
        },
      ]);
      expect(refused.headers.has('retry-after')).toBe(false);
      expect(refused.headers.get('x-sentry-rate-limit-reset')).toBe(String(OPENING_MS / 1000 + 1));
      expect(refused.headers.get('x-sentry-rate-limit-concurrentlimit')).toBe('25');
      expect((await get(`${ORGANIZATION}/releases/`)).status).toBe(200);
      stage.clock.atMs += 1000;
      expect((await get(path)).status).toBe(200);
    });

    it.each([
      [{ kind: 'unauthorized' as const }, 401, null],
      [{ kind: 'rate-limit' as const, retryAfterSeconds: 30 }, 429, String(OPENING_MS / 1000 + 30)],
      [{ kind: 'status' as const, status: 502 }, 502, null],
    ])('words the fault %j as the vendor would', async (fault, status, reset) => {
      stage.faults.add({ service: 'sentry', environment: 'staging', ...fault });
      const answer = await get(`${ORGANIZATION}/issues/?environment=staging`);
      expect([answer.status, answer.json()]).toEqual([status, { detail: text }]);
      expect(answer.headers.get('x-sentry-rate-limit-reset')).toBe(reset);
      expect((await get(`${ORGANIZATION}/issues/?environment=production`)).status).toBe(200);
    });
  });
});
