import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UptimeRobotSnapshot } from '@envscope/contracts/index.js';
import { environmentsModule, environmentsOf, type Texts } from '@envscope/testing/environments.js';
import { describeProbeContract, limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { HttpService } from '@nestjs/axios';
import { Test } from '@nestjs/testing';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { buildClients, UptimeRobotModule } from './uptimerobot.module.js';
import { UptimeRobotProbe } from './uptimerobot.probe.js';
import { uptimerobotSection } from './uptimerobot.settings.js';

const MINUTE_MS = 60_000;
/** What passwords, headers and keys of the sandbox's monitors look like, and the keys that the console holds. */
const SECRETS = ['sandbox-secret', 'ur-sandbox-', 'u-sandbox-v2-only', 'm80100'];

interface Stage {
  readonly probe: UptimeRobotProbe;
  readonly clock: { ms: number };
}

function stageOf(
  baseUrl: string,
  given: Readonly<Record<string, readonly [key: string, tags?: string]>>,
): Stage {
  const clock = { ms: Date.now() };
  const texts = Object.entries(given).map(([id, [key, tags]]) => [
    id,
    {
      UPTIMEROBOT_API_KEY: key,
      UPTIMEROBOT_BASE_URL: baseUrl,
      ...(tags === undefined ? {} : { UPTIMEROBOT_TAGS: tags }),
    },
  ]);
  const environments = environmentsOf('uptimerobot', uptimerobotSection, Object.fromEntries(texts) as Texts);
  const clients = buildClients(environments, () => new HttpService(), {
    now: () => clock.ms,
    steady: () => clock.ms,
  });
  return { probe: new UptimeRobotProbe(clients), clock };
}

async function checkWith(probe: UptimeRobotProbe, environment = 'dev', isRequested = false) {
  const { results, snapshot } = await probe.observe(environment, limitsOf({ isRequested }));
  const shown = JSON.stringify([results, snapshot]);
  expect(SECRETS.filter((secret) => shown.includes(secret))).toEqual([]);
  return { results, snapshot: z.nullable(UptimeRobotSnapshot).parse(snapshot) };
}

async function calls(sandbox: Sandbox): Promise<number> {
  const state = (await sandbox.state()) as { calls: { uptimerobot?: Record<string, number> } };
  return Object.values(state.calls.uptimerobot ?? {}).reduce((sum, count) => sum + count, 0);
}

describe('UptimeRobotProbe', () => {
  let sandbox: Sandbox;
  let baseUrl: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    baseUrl = `${sandbox.http}/uptimerobot`;
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  it('gives a result per monitor, by the id of the vendor and the name that people know', async () => {
    const { results, snapshot } = await checkWith(stageOf(baseUrl, { dev: ['ur-sandbox-dev'] }).probe);
    const outcome = results.map(({ label, status, reason }) =>
      [label, status, reason?.code].join(' ').trim(),
    );
    expect(outcome).toEqual([
      'dev api health up',
      'dev storefront up',
      'dev admin up',
      'dev gateway up',
      'dev mongodb up',
      'dev nightly backup up',
      'dev legacy import paused',
      'dev search preview unknown monitor-pending',
    ]);
    expect(results[0]).toMatchObject({ target: '801000001', latencyMs: null });
    expect(results[0]?.measurements).toMatchObject({ certificateDaysLeft: expect.any(Number) });
    expect(snapshot).toMatchObject({
      api: 'v3',
      counts: { up: 6, degraded: 0, down: 0, paused: 1, unknown: 1 },
      monitors: expect.arrayContaining([expect.objectContaining({ name: 'dev gateway', tags: ['dev'] })]),
    });
    expect(snapshot?.monitors[0]?.name).toBe('dev search preview');
  });

  it.each([
    { state: 'DOWN', expected: 'down monitor-down' },
    { state: 'LOOKS_DOWN', expected: 'degraded monitor-failing' },
  ])('reads $state as $expected', async ({ state, expected }) => {
    await sandbox.put('/monitors/801000001', { status: state });
    const { results, snapshot } = await checkWith(stageOf(baseUrl, { dev: ['ur-sandbox-dev'] }).probe);
    const [result] = results;
    expect(`${result?.status} ${result?.reason?.code}`).toBe(expected);
    expect(snapshot?.monitors[0]).toMatchObject({ id: '801000001', lastIncident: { isOpen: true } });
  });

  it('completes the figures little by little, three calls a minute', async () => {
    const { probe, clock } = stageOf(baseUrl, { dev: ['ur-sandbox-dev'] });
    const first = (await checkWith(probe)).snapshot?.monitors.filter(({ status }) => status === 'up') ?? [];
    const read = first.filter(({ statistics }) => statistics?.uptime30DaysRatio != null);
    expect(read).toHaveLength(2);
    expect(first.every(({ statistics }) => (statistics?.uptime24HoursRatio ?? 0) > 0.9)).toBe(true);
    // Eight more minutes for the other sixteen figures of six monitors.
    for (let minute = 1; minute <= 8; minute += 1) {
      // The sandbox lets ten calls through in a minute of its own.
      if (minute % 3 === 0) await sandbox.reset();
      clock.ms += MINUTE_MS;
      await checkWith(probe);
    }
    const last = (await checkWith(probe)).snapshot?.monitors.filter(({ status }) => status === 'up') ?? [];
    expect(last.every(({ statistics }) => isShare(statistics?.uptime7DaysRatio))).toBe(true);
    expect(last.every(({ statistics }) => isShare(statistics?.uptime30DaysRatio))).toBe(true);
    expect(last.find(({ type }) => type === 'HTTP')?.statistics?.averageResponseMs).toBeGreaterThan(10);
    expect(last.find(({ type }) => type === 'HEARTBEAT')?.statistics?.averageResponseMs).toBeNull();
  });

  it('shows to each environment what has its tags, with one list for all that share a key', async () => {
    const key = 'ur-sandbox-shared';
    const given = {
      dev: [key, 'dev'],
      staging: [key, 'staging'],
      both: [key, 'dev,staging'],
      all: [key],
    } as const;
    const { probe } = stageOf(baseUrl, given);
    const counts = await Promise.all(
      Object.keys(given).map(async (environment) => (await checkWith(probe, environment)).results.length),
    );
    expect(counts).toEqual([8, 7, 15, 22]);
    expect(await calls(sandbox)).toBe(3);
  });

  it('takes the case of a tag seriously, and says when no monitor is left', async () => {
    const { results, snapshot } = await checkWith(stageOf(baseUrl, { dev: ['ur-sandbox-dev', 'Dev'] }).probe);
    expect(results).toMatchObject([
      { target: 'default', status: 'unknown', reason: { code: 'monitors-none', params: { tags: 'Dev' } } },
    ]);
    expect(snapshot?.monitors).toEqual([]);
  });

  it('checks again for a person, within the budget', async () => {
    const { probe } = stageOf(baseUrl, { dev: ['ur-sandbox-dev', 'none'] });
    await checkWith(probe);
    await sandbox.put('/monitors/801000001', { status: 'DOWN' });
    await checkWith(probe);
    expect(await calls(sandbox)).toBe(1);
    for (let asked = 0; asked < 5; asked += 1) await checkWith(probe, 'dev', true);
    expect(await calls(sandbox)).toBe(3);
  });

  it('falls back on the old interface for a key that only it takes', async () => {
    const { probe, clock } = stageOf(baseUrl, { dev: ['u-sandbox-v2-only'] });
    const { results, snapshot } = await checkWith(probe);
    expect(results).toHaveLength(8);
    expect(snapshot).toMatchObject({ api: 'v2', counts: { up: 6, paused: 1, unknown: 1 } });
    const health = snapshot?.monitors.find(({ name }) => name === 'dev api health');
    expect(health).toMatchObject({ type: 'HTTP', state: 'UP', certificateExpiresAt: expect.any(String) });
    expect(isShare(health?.statistics?.uptime30DaysRatio)).toBe(true);
    expect(health?.statistics?.averageResponseMs).toBeGreaterThan(10);
    clock.ms += MINUTE_MS;
    await checkWith(probe);
    expect(await calls(sandbox)).toBe(3);
  });

  it('knows nothing with a key that no interface takes', async () => {
    const { results } = await checkWith(stageOf(baseUrl, { dev: ['ur-nobody-knows'] }).probe);
    expect(results).toMatchObject([{ status: 'unknown', reason: { code: 'unauthorized' } }]);
  });

  it('says until when it is rate limited, and is silent until then', async () => {
    const { probe } = stageOf(baseUrl, { dev: ['ur-sandbox-dev'] });
    await sandbox.fault({ service: 'uptimerobot', kind: 'rate-limit', retryAfterSeconds: 45, times: 1 });
    const { results } = await checkWith(probe);
    expect(results).toMatchObject([{ status: 'unknown', reason: { code: 'rate-limited' } }]);
    const waitMs = Date.parse(String(results[0]?.reason?.params['untilAt'])) - Date.now();
    expect(Math.round(waitMs / 1_000)).toBeGreaterThan(40);
    await checkWith(probe, 'dev', true);
    expect(await calls(sandbox)).toBe(1);
  });

  it.each(['invalid-json', 'half-body', 'empty', 'huge', 'reset', 'status'])(
    'survives an answer that is %s',
    async (kind) => {
      const { probe } = stageOf(baseUrl, { dev: ['ur-sandbox-dev'] });
      await sandbox.fault({ service: 'uptimerobot', kind });
      const { results, snapshot } = await checkWith(probe);
      expect(results).toMatchObject([{ target: 'default', status: 'unknown' }]);
      expect(['invalid-answer', 'connection-lost', 'server-error']).toContain(results[0]?.reason?.code);
      expect(snapshot).toBeNull();
    },
  );
});

describe('UptimeRobotProbe, turning pages,', () => {
  const page = (ids: readonly number[], nextLink: string | null) =>
    JSON.stringify({ data: ids.map((id) => ({ id, friendlyName: `m${id}`, status: 'UP' })), nextLink });

  /** Asks an account whose list is written by page: the first, then those of each cursor. */
  async function idsOf(pages: Readonly<Record<string, string>>): Promise<{ ids: string[]; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const { searchParams, pathname } = new URL(request.url ?? '/', 'http://site');
      const cursor = searchParams.get('cursor') ?? '';
      if (pathname === '/v3/monitors') asked.push(cursor);
      response.end(pathname === '/v3/monitors' ? pages[cursor] : '{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const { results } = await checkWith(stageOf(baseUrl, { dev: ['ur1234567'] }).probe);
      return { ids: results.map(({ target }) => target), asked };
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  // The links lead to another host: only their cursor may be used.
  const link = (cursor: string): string => `https://elsewhere.invalid/v3/monitors?limit=200&cursor=${cursor}`;

  it('reads until the empty last page, at the address that settings name', async () => {
    const pages = { '': page([1, 2], link('2')), '2': page([3], link('3')), '3': page([], link('3')) };
    expect(await idsOf(pages)).toEqual({ ids: ['1', '2', '3'], asked: ['', '2', '3'] });
  });

  it('ends at a cursor that comes again, and counts no monitor twice', async () => {
    const pages = { '': page([1, 2], link('2')), '2': page([2, 3], link('2')) };
    expect(await idsOf(pages)).toEqual({ ids: ['1', '2', '3'], asked: ['', '2'] });
  });
});

describe('UptimeRobotProbe, among odd monitors,', () => {
  const GOOD = { id: 1, friendlyName: 'api', status: 'UP' };
  const GOOD_V2 = { id: 1, friendly_name: 'api', status: 2 };

  /** Asks an account whose present interface answers so, or refuses the key where only the old one does. */
  async function listed({ v3, v2 }: { v3?: unknown[]; v2?: unknown[] }) {
    const server = createServer((request, response) => {
      const isOld = request.url === '/v2/getMonitors';
      if (!isOld && !v3) response.writeHead(401);
      const old = { stat: 'ok', pagination: { total: v2?.length ?? 0 }, monitors: v2 ?? [] };
      response.end(JSON.stringify(isOld ? old : { data: v3 ?? [], nextLink: null }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return await checkWith(stageOf(baseUrl, { dev: ['ur1234567'] }).probe);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  it('shows the others, by its id one without a name, and says how many could not be understood', async () => {
    const odd = [
      { ...GOOD, id: 2, friendlyName: null },
      { ...GOOD, id: 3, status: null },
      { id: null },
      null,
    ];
    const { results, snapshot } = await listed({ v3: [GOOD, ...odd] });
    expect(results.map(({ label, status }) => [label, status])).toEqual([
      ['api', 'up'],
      ['2', 'up'],
      ['api', 'unknown'],
    ]);
    expect(snapshot?.leftOut).toBe(2);
  });

  it('does so by the old interface, too, and takes no date for none', async () => {
    const odd = [{ ...GOOD_V2, id: 2, friendly_name: null, ssl: { expires: 0 } }, { id: null }];
    const { results, snapshot } = await listed({ v2: [GOOD_V2, ...odd] });
    expect(results.map(({ label }) => label)).toEqual(['api', '2']);
    expect(results[1]?.measurements).toEqual({});
    expect(snapshot).toMatchObject({ api: 'v2', leftOut: 1 });
    expect(snapshot?.monitors.map(({ certificateExpiresAt }) => certificateExpiresAt)).toEqual([null, null]);
  });

  it('does not take an account of which it understands nothing for an empty one', async () => {
    const { results } = await listed({ v3: [{ id: null }, 'odd'] });
    expect(results).toMatchObject([{ status: 'unknown', reason: { code: 'invalid-answer' } }]);
  });

  it.each([
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59-23:59',
    '+275760-09-13T00:00:00Z',
    '',
  ])('takes %j for no date', async (text) => {
    const { snapshot } = await listed({ v3: [{ ...GOOD, sslExpiryDateTime: text }] });
    expect(snapshot?.monitors[0]?.certificateExpiresAt).toBeNull();
  });
});

describe('UptimeRobotModule', () => {
  it('wires the probe to the clients', async () => {
    const environments = environmentsOf('uptimerobot', uptimerobotSection, { dev: null });
    const module = await Test.createTestingModule({
      imports: [environmentsModule(environments), UptimeRobotModule],
    }).compile();
    const { results } = await module.get(UptimeRobotProbe).observe('dev', limitsOf());
    expect(results).toMatchObject([{ status: 'unconfigured' }]);
  });
});

function isShare(ratio: number | null | undefined): boolean {
  return typeof ratio === 'number' && ratio > 0.5 && ratio <= 1;
}

describeProbeContract(
  'UptimeRobotProbe',
  async () => {
    const sandbox = await startSandbox();
    // Whoever shares a key shares what was last read, so that each story has a probe of its own.
    const fresh = (): UptimeRobotProbe =>
      stageOf(`${sandbox.http}/uptimerobot`, { prod: ['ur-sandbox-prod'] }).probe;
    const kinds = { hang: 'hang', garbage: 'html', unauthorized: 'unauthorized' } as const;
    const stage = { probe: fresh() };
    return {
      get probe() {
        return stage.probe;
      },
      environment: 'prod',
      unconfigured: 'qa',
      misbehave: (kind) => sandbox.fault({ service: 'uptimerobot', kind: kinds[kind] }),
      recover: async () => {
        await sandbox.reset();
        stage.probe = fresh();
      },
      close: () => sandbox.close(),
    };
  },
  { snapshot: UptimeRobotSnapshot, silence: 'unknown', secrets: SECRETS },
);
