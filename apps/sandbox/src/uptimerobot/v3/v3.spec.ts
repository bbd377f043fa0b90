import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PLOT, livelyStory } from '../../story.ts';
import { OPENING_MS, openStage, type Stage } from '../../testing/stage.ts';

interface Page<Item> {
  readonly data: Item[];
  readonly nextLink: string | null;
}

interface Monitor {
  readonly id: number;
  readonly friendlyName: string;
  readonly type: string;
  readonly status: string;
  readonly tags: { name: string }[];
  readonly sslExpiryDateTime: string | null;
  readonly currentStateDuration: number;
  readonly lastIncident: { status: string; cause: number; duration: number | null } | null;
}

const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const CHECKOUT_STAGING = 801_001_007;
const text = expect.any(String);
const number = expect.any(Number);

describe('UptimeRobot v3', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
    await stage.send('PUT', '/__control/limits', { uptimerobotPerMinute: 1000 });
  });
  afterEach(() => stage.close());

  const get = (path: string, key = 'ur-sandbox-staging') =>
    stage.call(`/uptimerobot/v3${path}`, withKey(key));
  const monitors = async (query = '', key?: string) =>
    (await get(`/monitors${query}`, key)).json<Page<Monitor>>().data;

  it.each(['dev', 'staging', 'prod'])(
    'has six to eight monitors of every kind for %s',
    async (environment) => {
      const shown = await monitors('', `ur-sandbox-${environment}`);
      expect(shown.length).toBeGreaterThanOrEqual(6);
      expect(shown.length).toBeLessThanOrEqual(8);
      expect(new Set(shown.map(({ type }) => type))).toEqual(
        new Set(['HTTP', 'KEYWORD', 'PING', 'PORT', 'HEARTBEAT']),
      );
      expect(new Set(shown.flatMap(({ tags }) => tags.map(({ name }) => name)))).toEqual(
        new Set([environment]),
      );
    },
  );

  it('shows every field of a monitor in its documented kind', async () => {
    const [monitor] = await monitors();
    expect(monitor).toEqual({
      id: number,
      friendlyName: 'staging api health',
      url: text,
      type: 'HTTP',
      status: 'UP',
      interval: 60,
      timeout: 30,
      currentStateDuration: number,
      createDateTime: text,
      lastIncidentId: expect.stringMatching(/^\d{18}$/),
      lastIncident: {
        id: expect.stringMatching(/^\d{18}$/),
        status: 'Resolved',
        cause: number,
        reason: text,
        startedAt: text,
        duration: number,
      },
      lastDayUptimes: {
        bucketSize: 3600,
        totalChanges: number,
        histogram: expect.arrayContaining([{ timestamp: number, uptime: number, changes: number }]),
      },
      sslBrand: text,
      sslExpiryDateTime: text,
      domainExpireDate: null,
      checkSSLErrors: true,
      sslExpirationReminder: true,
      domainExpirationReminder: false,
      followRedirections: true,
      authType: 'NONE',
      httpUsername: '',
      httpPassword: '',
      customHttpHeaders: {},
      httpMethodType: 'GET',
      successHttpResponseCodes: ['2xx', '3xx'],
      postValueData: null,
      postValueType: null,
      port: null,
      gracePeriod: null,
      keywordValue: null,
      keywordCaseType: null,
      keywordType: null,
      responseTimeThreshold: 0,
      config: {},
      regionalData: { REGION: ['eu'], MANUAL_SELECTED: true },
      maintenanceWindows: [],
      psps: [],
      userId: number,
      tags: [{ id: number, name: 'staging', color: expect.stringMatching(/^#[0-9a-f]{6}$/) }],
      assignedAlertContacts: [{ alertContactId: number, threshold: 0, recurrence: 0 }],
      apiKey: null,
      groupId: 0,
      customFields: { environment: 'staging' },
    });
  });

  it('gives one monitor a password, a header and a key, for tests that look for leaks', async () => {
    const { text: all } = await get('/monitors');
    for (const secret of ['sandbox-secret-password', 'sandbox-secret-header', 'sandbox-secret-key']) {
      expect(all).toContain(secret);
    }
  });

  it('has a certificate in staging that runs out within ten days', async () => {
    const expiries = (await monitors()).flatMap(({ sslExpiryDateTime }) => sslExpiryDateTime ?? []);
    const days = expiries.map((expiry) => (Date.parse(expiry) - OPENING_MS) / 86_400_000);
    expect(days.filter((left) => left > 0 && left < 10)).toHaveLength(1);
  });

  it('has a paused and a started monitor in dev', async () => {
    const statuses = (await monitors('', 'ur-sandbox-dev')).map(({ status }) => status);
    expect(statuses).toEqual(expect.arrayContaining(['PAUSED', 'STARTED']));
  });

  it.each([
    ['no key', {}],
    ['another scheme', { headers: { authorization: 'Basic ur-sandbox-staging' } }],
    ['an unknown key', withKey('ur-nobody')],
    ['a key of version 2 only', withKey('u-sandbox-v2-only')],
  ])('refuses %s with 401 and without headers of the limit', async (_, init) => {
    const answer = await stage.call('/uptimerobot/v3/monitors', init);
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual({ message: text, code: '003-005' });
    expect(answer.headers.has('x-ratelimit-limit')).toBe(false);
  });

  it.each(['limit=0', 'limit=201', 'limit=ten', 'cursor=abc'])(
    'refuses %s with 400 and a list of messages',
    async (query) => {
      const answer = await get(`/monitors?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.json()).toEqual({ message: [text], error: 'Bad Request', statusCode: 400 });
    },
  );

  it('pages by absolute links, with an empty page after a last one that was full', async () => {
    const pages: Page<Monitor>[] = [];
    let link: string | null = `${stage.url}/uptimerobot/v3/monitors?limit=7`;
    while (link !== null) {
      const response: Response = await fetch(link, withKey('ur-sandbox-staging'));
      const page = (await response.json()) as Page<Monitor>;
      pages.push(page);
      link = page.nextLink;
    }
    expect(pages.map(({ data }) => data.length)).toEqual([7, 0]);
    expect(pages[0]?.nextLink).toBe(
      `${stage.url}/uptimerobot/v3/monitors?limit=7&cursor=${CHECKOUT_STAGING}`,
    );
  });

  it('counts all callers of a key in one window, whose end it gives in seconds from now', async () => {
    await stage.call('/__control/reset', { method: 'POST' });
    const first = await get('/monitors');
    stage.clock.atMs += 20_000;
    const second = await get('/monitors/801001001');
    const limits = (headers: Headers) =>
      ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
    expect(limits(first.headers)).toEqual(['10', '9', '60']);
    expect(limits(second.headers)).toEqual(['10', '8', '40']);
  });

  it('answers 429 as plain text beyond ten calls a minute, to this key only, until the window ends', async () => {
    await stage.call('/__control/reset', { method: 'POST' });
    for (let call = 0; call < 10; call++) await get('/monitors');
    const refused = await get('/monitors');
    expect([refused.status, refused.text]).toEqual([429, 'ThrottlerException: Too Many Requests']);
    expect(refused.headers.get('content-type')).toContain('text/plain');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await get('/monitors', 'ur-sandbox-prod')).status).toBe(200);
    stage.clock.atMs += 60_000;
    expect((await get('/monitors')).status).toBe(200);
  });

  it('gives the uptime of a monitor in percent', async () => {
    const range = 'from=2026-07-10T00:00:00.000Z&to=2026-10-02T00:00:00.000Z';
    const one = (await get(`/monitors/801001001/stats/uptime?${range}`)).json<{ uptime: number }>();
    expect(one).toEqual({
      uptime: number,
      total_downtime_seconds: number,
      incident_count: number,
      mtbf: number,
      from: '2026-07-10T00:00:00.000Z',
      to: '2026-10-02T00:00:00.000Z',
    });
    expect(one.uptime).toBeGreaterThan(99);
  });

  it('gives response times, the series only when it is asked for', async () => {
    const path = '/monitors/801001001/stats/response-time';
    const brief = (await get(path)).json();
    expect(brief).toEqual({
      summary: { min: number, max: number, avg: number },
      data_points: 288,
      from: text,
      to: text,
    });
    const full = (await get(`${path}?includeTimeSeries=true`)).json<{ time_series: unknown[] }>();
    expect(full.time_series).toHaveLength(288);
    expect(full.time_series[0]).toEqual({ timestamp: text, value: number });
  });

  it('has no response times for a heartbeat, and says so with null', async () => {
    const shown = (await get('/monitors/801001006/stats/response-time')).json();
    expect(shown).toMatchObject({ summary: { min: null, max: null, avg: null }, data_points: 0 });
  });

  it.each([
    '/monitors/801001001/stats/uptime?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z',
    '/monitors/801001001/stats/uptime?from=yesterday',
  ])('refuses %s with 400', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it("hides another account's monitor behind 404", async () => {
    const answer = await get('/monitors/801002001');
    expect([answer.status, answer.json()]).toEqual([404, { message: text, code: '000-004' }]);
  });

  it('is down for as long as the control endpoint says so, and keeps the incident', async () => {
    const set = (status: string) => stage.send('PUT', `/__control/monitors/${CHECKOUT_STAGING}`, { status });
    const shown = async () => (await get(`/monitors/${CHECKOUT_STAGING}`)).json<Monitor>();
    expect((await set('DOWN')).status).toBe(204);
    stage.clock.atMs += 30_000;
    expect(await shown()).toMatchObject({
      status: 'DOWN',
      currentStateDuration: 30,
      lastIncident: { status: 'Ongoing', duration: null },
    });
    await set('UP');
    expect(await shown()).toMatchObject({ status: 'UP', lastIncident: { status: 'Resolved', duration: 30 } });
  });

  it('lets no read-only key write', async () => {
    const path = `/uptimerobot/v3/monitors/${CHECKOUT_STAGING}/pause`;
    expect((await stage.call(path, { method: 'POST', ...withKey('ur-sandbox-staging') })).status).toBe(403);
  });

  it.each([
    [{ kind: 'rate-limit' as const }, 429, 'ThrottlerException: Too Many Requests'],
    [{ kind: 'unauthorized' as const }, 401, '003-005'],
    [{ kind: 'status' as const, status: 502 }, 502, '"statusCode":502'],
  ])('words the fault %j as the vendor would', async (fault, status, said) => {
    stage.faults.add({ service: 'uptimerobot', environment: 'staging', ...fault });
    const answer = await get('/monitors');
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(said);
    expect((await get('/monitors', 'ur-sandbox-prod')).status).toBe(200);
  });
});

describe('UptimeRobot v3 in the story', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage(livelyStory);
  });
  afterEach(() => stage.close());

  it("takes staging's checkout down for ninety seconds: first it looks down, then it is", async () => {
    const { from, to } = PLOT['staging-monitor-down'];
    const statusAt = async (elapsedMs: number) => {
      stage.clock.atMs = OPENING_MS + elapsedMs;
      const path = `/uptimerobot/v3/monitors/${CHECKOUT_STAGING}`;
      return (await stage.call(path, withKey('ur-sandbox-staging'))).json<Monitor>().status;
    };
    const states = [
      await statusAt(from - 1),
      await statusAt(from),
      await statusAt(from + 20_000),
      await statusAt(to),
    ];
    expect(states).toEqual(['UP', 'LOOKS_DOWN', 'DOWN', 'UP']);
  });
});
