import {
  EndpointsSnapshot,
  SERVICES,
  type DeliveryPage,
  type IncidentPage,
  type ServiceDetail,
} from '@envscope/contracts/index.js';
import { listedVariables } from '@envscope/settings/listing/listed-variables.js';
import type { Sandbox } from '@envscope/testing/servers/sandbox.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ConsoleUnderTest } from './testing/console-under-test.js';

/** Marked, so that a single one of them in whatever leaves is found. */
const MARK = 'LEAKED';
const PATHS = [
  '/internal/config',
  '/internal/overview',
  '/internal/overview/history',
  ...['dev', 'staging', 'prod'].flatMap((id) => [
    `/internal/environments/${id}/dashboard`,
    ...SERVICES.map((service) => `/internal/environments/${id}/services/${service}`),
    `/internal/environments/${id}/summary`,
    `/internal/environments/${id}/metrics`,
  ]),
  '/internal/incidents',
  '/internal/deliveries',
  '/internal/rules',
  '/internal/mutes',
  '/internal/channels',
  '/internal/api-keys',
  '/internal/audit',
  '/session',
  '/session/oidc',
  '/health/ready',
  '/docs-json',
];

/** A secret for every variable that holds one; all of them are wrong, so that every failure path is taken. */
const WRONG: Readonly<Record<string, string>> = {
  MONGODB_URI_DEV: `mongodb://envscope:${MARK}-mongo-password@127.0.0.1:1/app`,
  REDIS_URL_DEV: `redis://default:${MARK}-redis-password@127.0.0.1:1`,
  REDIS_URL_STAGING: `rediss://default:${MARK}-redis-password@127.0.0.1:1`,
  SENTRY_AUTH_TOKEN: `sntryu-${MARK}-token`,
  UPTIMEROBOT_API_KEY_DEV: `ur1234567-${MARK}-key`,
  UPTIMEROBOT_API_KEY_STAGING: `ur1234567-${MARK}-key`,
  DISCORD_WEBHOOK_URL_DEV: `http://127.0.0.1:1/api/webhooks/1290000000000000001/${MARK}-webhook-token-that-is-long`,
  DISCORD_ROUTES_DEV: `medium=http://127.0.0.1:1/api/webhooks/1290000000000000002/${MARK}-route-token-that-is-long`,
  NTFY_URL_DEV: `http://127.0.0.1:1/ntfy/${MARK}-topic-of-alerts`,
  NTFY_ROUTES_DEV: `medium=http://127.0.0.1:1/ntfy/${MARK}-topic-of-a-route`,
  NTFY_TOKEN_DEV: `tk_${MARK}${'0'.repeat(23)}`,
  ALERT_WEBHOOK_URL_DEV: `http://127.0.0.1:1/hooks/${MARK}-alert-path-that-is-long`,
  ALERT_WEBHOOK_SECRET_DEV: `${MARK}-alert-secret-that-is-long`,
  ENDPOINTS_DEV: `api=http://user:${MARK}-endpoint-password@127.0.0.1:1/health`,
  AUDIT_WEBHOOK_URL: `http://127.0.0.1:1/hooks/${MARK}-audit-path-that-is-long`,
  AUDIT_WEBHOOK_SECRET: `${MARK}-audit-secret-that-is-long`,
  PUBLIC_URL: 'http://127.0.0.1:1',
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_CLIENT_ID: 'envscope',
  OIDC_CLIENT_SECRET: `${MARK}-client-secret-that-is-long`,
  HEARTBEAT_URL: `http://127.0.0.1:1/ping/${MARK}-heartbeat-path-that-is-long`,
  QUEUE_URL: `redis://default:${MARK}-queue-password@127.0.0.1:1`,
  HEARTBEATS_DEV: `backup=${MARK}-heartbeats-token-that-is-long`,
};

describe('secrets', () => {
  let console: ConsoleUnderTest;
  const printed: string[] = [];

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    }
    console = await ConsoleUnderTest.start({
      variables: {
        LOG_LEVEL: 'debug',
        CHECK_INTERVAL_SECONDS: '5',
        ALERT_FAILURE_THRESHOLD: '1',
        ...WRONG,
      },
    });
    await console.checked();
  });
  afterAll(async () => {
    await console.close();
    jest.restoreAllMocks();
  });

  it('are tried for every variable of services and channels that is secret', () => {
    const secret = listedVariables().filter(({ isSecret, isOfEnvironment }) => isSecret && isOfEnvironment);
    const isTried = (stem: string): boolean =>
      Object.entries(WRONG).some(([name, value]) => name.startsWith(stem) && value.includes(MARK));
    expect(secret.map(({ stem }) => stem).filter((stem) => !isTried(stem))).toEqual([]);
  });

  it.each(PATHS)('are not in %s', async (path) => {
    const answer = await fetch(`${console.url}/api${path}`);
    expect(await answer.text()).not.toContain(MARK);
  });

  it('are masked where somebody sends an API key in what is repeated or logged', async () => {
    const key = `env_${MARK}${'0'.repeat(43)}`;
    const headers = { authorization: `Bearer ${key}`, 'user-agent': key };
    const answers = await Promise.all([
      fetch(`${console.url}/api/internal/${key}`, { headers }),
      fetch(`${console.url}/api/internal/mutes/${key}/end`, { method: 'POST', headers }),
      fetch(`${console.url}/api/internal/incidents?${key}=1`, { headers }),
    ]);
    expect((await Promise.all(answers.map((answer) => answer.text()))).join()).not.toContain(MARK);
    const audit = await fetch(`${console.url}/api/internal/audit/export`);
    const entries = await audit.text();
    expect(entries).toContain('env_•••');
    expect(entries).not.toContain(MARK);
  });

  it('are in no incident, nor in what became of its messages', async () => {
    const path = '/internal/incidents?environment=dev';
    const services = ({ incidents }: IncidentPage) => incidents.map(({ service }) => service);
    const { incidents } = await console.until<IncidentPage>(
      path,
      (page) => services(page).includes('mongodb') && services(page).includes('redis'),
    );
    for (const { id } of incidents) {
      const answers = [await console.get(`/internal/incidents/${id}`)];
      answers.push(await console.get(`/internal/incidents/${id}/deliveries`));
      expect(JSON.stringify(answers)).not.toContain(MARK);
    }
    const attempted = await console.until<DeliveryPage>('/internal/deliveries?environment=dev', (page) =>
      page.deliveries.some(({ attempts }) => attempts.length > 0),
    );
    expect(JSON.stringify(attempted)).not.toContain(MARK);
  });

  it.each(['discord', 'ntfy', 'webhook'])(
    'are not in what %s said to a test of the channel',
    async (kind) => {
      const { status, body } = await console.post(`/internal/channels/dev.${kind}/tests`);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(MARK);
    },
  );

  it('are in no message that a channel took', async () => {
    await console.until<DeliveryPage>(
      '/internal/deliveries?environment=staging&state=delivered',
      ({ deliveries }) => deliveries.length > 0,
    );
    const { discord } = (await console.sandbox.state()) as { discord: unknown };
    expect(JSON.stringify(discord)).not.toContain(MARK);
  });

  it('are in no line of the log', async () => {
    const saysItsQueueIsAway = () => printed.some((line) => line.includes('The queue is away'));
    // Its address is tried for some seconds before that.
    const deadline = Date.now() + 20_000;
    while (!saysItsQueueIsAway() && Date.now() < deadline) await setTimeout(50);
    expect(saysItsQueueIsAway()).toBe(true);
    expect(printed.filter((line) => line.includes(MARK))).toEqual([]);
  });

  it("are not in UptimeRobot's monitors, which carry passwords and headers of their own", async () => {
    const { body } = await console.get('/internal/environments/prod/services/uptimerobot');
    expect(JSON.stringify(body)).not.toMatch(/httpPassword|customHttpHeaders|sandbox-secret/);
  });
});

/** The mark in base64, wherever it begins in what is encoded. */
const MARKS = /LEAKED|TEVBS0VE|xFQUtFR|MRUFLRU/;

describe('secrets that vendors repeat', () => {
  let console: ConsoleUnderTest;
  const printed: string[] = [];
  const REPEATING = ['app', 'discord', 'sentry', 'uptimerobot', 'redis', 'mongodb'];

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    }
    console = await ConsoleUnderTest.start({
      environments: ['dev', 'staging'],
      variables: (sandbox) => Promise.resolve(variablesAt(sandbox)),
      files: { 'endpoints.json': { dev: { api: { followRedirects: false } } } },
    });
    for (const service of REPEATING) {
      await console.sandbox.fault({ service, kind: 'echo', ...(service === 'app' ? { status: 302 } : {}) });
    }
    await console.until<ServiceDetail>('/internal/environments/dev/services/endpoints', ({ snapshot }) =>
      JSON.stringify(snapshot).includes('/repeated/'),
    );
    await console.checked();
  });
  afterAll(async () => {
    await console.close();
    jest.restoreAllMocks();
  });

  function variablesAt({ http, redis, mongodb }: Sandbox): Record<string, string> {
    const login = `watcher:${MARK}%2Fpass%20word%26-1`;
    const hostOf = (url = '') => new URL(url).host;
    const [address, hook] = [hostOf(http), `${http}/hooks/T0${MARK}123/B1${MARK}456`];
    return {
      LOG_LEVEL: 'debug',
      CHECK_INTERVAL_SECONDS: '5',
      ALERT_FAILURE_THRESHOLD: '1',
      // The only login that sends a password as it is.
      MONGODB_URI_DEV: `mongodb://${login}@${hostOf(mongodb['dev'])}/app?directConnection=true&authMechanism=PLAIN`,
      REDIS_URL_DEV: `redis://${login}@${hostOf(redis['dev'])}`,
      SENTRY_AUTH_TOKEN: `sntryu-${MARK}-token`,
      UPTIMEROBOT_API_KEY_DEV: `ur1234567-${MARK}-key`,
      UPTIMEROBOT_API_KEY_STAGING: `m1234567-${MARK}-key`,
      DISCORD_WEBHOOK_URL_DEV: `${http}/discord/api/webhooks/100000000000000001/${MARK}-webhook-token-that-is-long`,
      ENDPOINTS_DEV: `api=http://${login}@${address}/app/dev/health?token=${MARK}-5&n=1`,
      // It takes what it is sent: what it was sent is looked through, too.
      ALERT_WEBHOOK_URL_DEV: `${http}/hooks/dev`,
      ALERT_WEBHOOK_SECRET_DEV: 'sandbox-hook-secret-dev',
      ALERT_WEBHOOK_URL_STAGING: `${hook}?sig=${MARK}%2B7`,
      ALERT_WEBHOOK_SECRET_STAGING: `${MARK}-alert-secret-that-is-long`,
    };
  }

  it('are masked in where an endpoint redirects to', async () => {
    const { body } = await console.get<ServiceDetail>('/internal/environments/dev/services/endpoints');
    const snapshot = EndpointsSnapshot.parse(body.snapshot);
    expect(snapshot.endpoints[0]?.redirectedTo).toMatch(/\/repeated\/.*•••/);
  });

  it.each(PATHS.filter((path) => !path.includes('/prod/')))('are not in %s', async (path) => {
    const answer = await fetch(`${console.url}/api${path}`);
    expect(await answer.text()).not.toMatch(MARKS);
  });

  it('are masked in what Discord refuses with, and in the attempts that are kept', async () => {
    const { body } = await console.post(`/internal/channels/dev.discord/tests`);
    expect(JSON.stringify(body)).toContain('•••');
    expect(JSON.stringify(body)).not.toMatch(MARKS);
    const attempted = await console.until<DeliveryPage>('/internal/deliveries?environment=dev', (page) =>
      page.deliveries.some(({ attempts }) => JSON.stringify(attempts).includes('•••')),
    );
    expect(JSON.stringify(attempted)).not.toMatch(MARKS);
  });

  it('are not sent on by the signed webhook, which masks them', async () => {
    const taken = async () => {
      const state = (await console.sandbox.state()) as Record<string, unknown>;
      return JSON.stringify(state['webhook-receiver']);
    };
    // An incident of its own, or of what was seen down before it and it leans on.
    const notified = async () => {
      const { body } = await console.get<IncidentPage>('/internal/incidents?environment=dev');
      const details = body.incidents.map(({ id }) => console.get(`/internal/incidents/${id}`));
      return JSON.stringify(await Promise.all(details));
    };
    const deadline = Date.now() + 30_000;
    const until = async (text: () => Promise<string>, part: string): Promise<string> => {
      while (!(await text()).includes(part) && Date.now() < deadline) await setTimeout(50);
      return text();
    };
    for (const text of [await until(notified, 'redirected'), await until(taken, 'redirected')]) {
      expect(text).toContain('•••');
      expect(text).not.toMatch(MARKS);
    }
  });

  it('are not in what a webhook refuses with', async () => {
    await console.sandbox.fault({ service: 'webhook-receiver', kind: 'echo' });
    const { status, body } = await console.post('/internal/channels/staging.webhook/tests');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(MARKS);
  });

  it('are in no line of the log', () => {
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.filter((line) => MARKS.test(line))).toEqual([]);
  });

  it('are not in the store', async () => {
    const folder = join(console.folder, 'data');
    const files = await readdir(folder);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(await readFile(join(folder, file), 'latin1')).not.toMatch(MARKS);
  });
});
