import type { DeliveryPage, IncidentPage } from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConsoleUnderTest } from './testing/console-under-test.js';

/** Marked, so that a single one of them in whatever leaves is found. */
const MARK = 'LEAKED';
const PATHS = [
  '/internal/config',
  '/internal/overview',
  ...['dev', 'staging', 'prod'].flatMap((id) => [
    `/internal/environments/${id}/dashboard`,
    ...['mongodb', 'redis', 'sentry', 'uptimerobot', 'discord', 'endpoints', 'request-metrics'].map(
      (service) => `/internal/environments/${id}/services/${service}`,
    ),
    `/internal/environments/${id}/summary`,
    `/internal/environments/${id}/metrics`,
  ]),
  '/internal/incidents',
  '/internal/deliveries',
  '/internal/rules',
  '/internal/rules/measurements',
  '/internal/quiet',
  '/internal/channels',
  '/health/ready',
  '/docs-json',
];

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
        // All of them are wrong, so that every failure path is taken.
        MONGODB_URI_DEV: `mongodb://envscope:${MARK}-mongo-password@127.0.0.1:1/app`,
        REDIS_URL_DEV: `redis://default:${MARK}-redis-password@127.0.0.1:1`,
        REDIS_URL_STAGING: `rediss://default:${MARK}-redis-password@127.0.0.1:1`,
        SENTRY_AUTH_TOKEN: `sntryu-${MARK}-token`,
        UPTIMEROBOT_API_KEY_DEV: `ur1234567-${MARK}-key`,
        UPTIMEROBOT_API_KEY_STAGING: `ur1234567-${MARK}-key`,
        DISCORD_WEBHOOK_URL_DEV: `http://127.0.0.1:1/api/webhooks/1290000000000000001/${MARK}-webhook-token-that-is-long`,
        DISCORD_ROUTES_DEV: `medium=http://127.0.0.1:1/api/webhooks/1290000000000000002/${MARK}-route-token-that-is-long`,
        ALERT_WEBHOOK_URL_DEV: `http://127.0.0.1:1/hooks/${MARK}-alert-path-that-is-long`,
        ALERT_WEBHOOK_SECRET_DEV: `${MARK}-alert-secret-that-is-long`,
        ENDPOINTS_DEV: `api=http://user:${MARK}-endpoint-password@127.0.0.1:1/health`,
        HEARTBEAT_URL: `http://127.0.0.1:1/ping/${MARK}-heartbeat-path-that-is-long`,
      },
    });
    await console.looked();
  });
  afterAll(async () => {
    await console.close();
    jest.restoreAllMocks();
  });

  it.each(PATHS)('are not in %s', async (path) => {
    const answer = await fetch(`${console.url}/api${path}`);
    expect(await answer.text()).not.toContain(MARK);
  });

  it('are in no incident, nor in what became of its messages', async () => {
    const path = '/internal/incidents?environment=dev';
    const services = ({ incidents }: IncidentPage) => incidents.map(({ service }) => service);
    const { incidents } = await console.until<IncidentPage>(
      path,
      (page) => services(page).includes('mongodb') && services(page).includes('redis'),
    );
    for (const { id } of incidents) {
      const told = [await console.get(`/internal/incidents/${id}`)];
      told.push(await console.get(`/internal/incidents/${id}/deliveries`));
      expect(JSON.stringify(told)).not.toContain(MARK);
    }
    const attempted = await console.until<DeliveryPage>('/internal/deliveries?environment=dev', (page) =>
      page.deliveries.some(({ attempts }) => attempts.length > 0),
    );
    expect(JSON.stringify(attempted)).not.toContain(MARK);
  });

  it.each(['discord', 'webhook'])('are not in what %s said to a test of the channel', async (kind) => {
    const { status, body } = await console.post(`/internal/channels/dev.${kind}/tests`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(MARK);
  });

  it('are in no message that a channel took', async () => {
    await console.until<DeliveryPage>(
      '/internal/deliveries?environment=staging&state=sent',
      ({ deliveries }) => deliveries.length > 0,
    );
    const { discord } = (await console.sandbox.state()) as { discord: unknown };
    expect(JSON.stringify(discord)).not.toContain(MARK);
  });

  it('are in no line of the log', () => {
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.filter((line) => line.includes(MARK))).toEqual([]);
  });

  it("are not in UptimeRobot's monitors, which carry passwords and headers of their own", async () => {
    const { body } = await console.get('/internal/environments/prod/services/uptimerobot');
    expect(JSON.stringify(body)).not.toMatch(/httpPassword|customHttpHeaders|sandbox-secret/);
  });
});
