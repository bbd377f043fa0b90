import type { IncidentPage, Overview, ServiceDetail } from '@envscope/contracts/index.js';
import type { ScheduleFigures } from '@envscope/monitoring/schedule/check-schedule.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConsoleUnderTest } from './testing/console-under-test.js';

jest.setTimeout(60_000);

const HEALTHY = Array.from({ length: 9 }, (_, index) => `e${index}`);
const [INTERVAL_MS, TIMEOUT_MS] = [1_000, 2_000];

describe('A console that watches ten endpoints, one of which accepts and never answers', () => {
  let server: Server;
  let console: ConsoleUnderTest;
  /** Targets that were ever shown as stale or as anything but up. */
  const disturbed = new Set<string>();
  let isEverStale = false;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url !== '/hung') response.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const names = [...HEALTHY, 'hung'];
    console = await ConsoleUnderTest.start({
      environments: ['dev'],
      variables: {
        ENDPOINTS_DEV: names.map((name) => `${name}=${url}/${name}`).join(','),
        ALERT_GROUP_SECONDS: '0',
      },
      files: {
        'endpoints.json': {
          dev: Object.fromEntries(
            names.map((name) => [name, { intervalMs: INTERVAL_MS, timeoutMs: TIMEOUT_MS }]),
          ),
        },
      },
    });
  });
  afterAll(async () => {
    await console.close();
    server.closeAllConnections();
    server.close();
  });

  const detail = async () =>
    (await console.get<ServiceDetail>('/internal/environments/dev/services/endpoints')).body;
  const incidents = async () =>
    (await console.get<IncidentPage>('/internal/incidents?environment=dev&service=endpoints')).body.incidents;

  it('takes the hung one for down at its deadline, and leaves the others alone', async () => {
    // Longer than silence may last: three times the deadline.
    const endMs = Date.now() + 4 * TIMEOUT_MS;
    while (Date.now() < endMs) {
      const { results, staleTargets, isStale } = await detail();
      isEverStale ||= isStale;
      for (const { target, status } of results) if (status !== 'up') disturbed.add(target);
      for (const target of staleTargets) disturbed.add(target);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect([...disturbed]).toEqual(['hung']);
    expect(isEverStale).toBe(false);
    const { results, counts, snapshot } = await detail();
    expect(results[0]).toMatchObject({
      target: 'hung',
      status: 'down',
      reason: { code: 'timeout', params: { limitMs: TIMEOUT_MS } },
    });
    expect(counts).toMatchObject({ up: 9, down: 1 });
    expect(snapshot?.['endpoints']).toHaveLength(10);
    expect((await incidents()).map(({ firstCause }) => firstCause.target)).toEqual(['hung']);
  });

  it('sends the details of targets once, in the snapshot', async () => {
    const { results } = await detail();
    expect(JSON.stringify(results)).not.toContain('expectedStatus');
    const overview = (await console.get<Overview>('/internal/overview')).body;
    expect(JSON.stringify(overview)).not.toContain('expectedStatus');
  });

  it('checks one target now when asked to, and knows which there are', async () => {
    const check = (body: object) => console.post('/internal/environments/dev/checks', body);
    expect(await check({ service: 'endpoints', target: 'e0' })).toMatchObject({
      status: 202,
      body: { services: ['endpoints'] },
    });
    expect(await check({ service: 'endpoints', target: 'gone' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-target' },
    });
    expect(await check({ target: 'e0' })).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', errors: [{ field: 'target', code: 'needs-service' }] },
    });
  });

  it('counts the times that the hung one leaves out, which are not late', async () => {
    const { body } = await console.get<{ details: { checks: ScheduleFigures } }>('/health/live');
    const { skipped, done, inFlight } = body.details.checks;
    expect(skipped).toBeGreaterThan(0);
    expect(done).toBeGreaterThan(9 * 4);
    expect(inFlight).toBeLessThan(20);
  });
});
