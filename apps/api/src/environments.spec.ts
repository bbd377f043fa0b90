import type {
  ConsoleConfig,
  Dashboard,
  ChannelTestReport,
  Overview,
  OverviewHistory,
  Problem,
  Series,
  ServiceDetail,
} from '@envscope/contracts/index.js';
import { SERVICES } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsoleUnderTest } from './testing/console-under-test.js';

const statusOf = (dashboard: Dashboard, service: string) =>
  dashboard.services.find((card) => card.service === service)?.status;

describe('A console of four environments', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({
      environments: ['dev', 'qa', 'staging', 'prod'],
      // One environment lacks a service: it must be reported, and must spoil nothing.
      variables: { MONGODB_URI_QA: '', CHECK_INTERVAL_SECONDS: '5', REDIS_URL: 'of another tool' },
    });
    await console.checked();
  });
  afterAll(() => console.close());

  it('describes every environment that settings name, a fourth one too, in order', async () => {
    const { body } = await console.get<ConsoleConfig>('/internal/config');
    expect(body.environments.map(({ id }) => id)).toEqual(['dev', 'qa', 'staging', 'prod']);
    expect(body.environments[2]).toMatchObject({ name: { ko: '스테이징', en: 'Staging' } });
    expect(body.environments[0]?.services.map(({ service }) => service)).toEqual(SERVICES);
  });

  it('says of each service where it stands, whether it is vital, and every figure that a rule can watch', async () => {
    const { services } = (await console.get<ConsoleConfig>('/internal/config')).body;
    expect(services.map(({ service, layer, isVital }) => [service, layer, isVital])).toEqual(
      Object.values(MANIFESTS).map(({ kind, layer, isVital }) => [kind, layer, isVital]),
    );
    const figuresOf = (kind: string) => services.find(({ service }) => service === kind)?.figures;
    expect(figuresOf('redis')).toContainEqual({
      measurement: 'latencyMs',
      unit: 'ms',
      maximum: null,
      isOfParts: false,
      limit: null,
    });
    expect(figuresOf('redis')).toContainEqual({
      measurement: 'memoryUsedRatio',
      unit: 'ratio',
      maximum: 1,
      isOfParts: false,
      limit: { condition: 'greater_than', threshold: 0.9 },
    });
  });

  it("shows each environment's own public settings, and what to set where they lack", async () => {
    const { body } = await console.get<ConsoleConfig>('/internal/config');
    const find = (id: string, service: string) =>
      body.environments
        .find((environment) => environment.id === id)
        ?.services.find((each) => each.service === service);
    expect(find('dev', 'redis')?.settings).toMatchObject({ type: 'local', keyPrefix: 'dev:' });
    expect(find('staging', 'redis')?.settings).toMatchObject({ type: 'upstash', keyPrefix: 'stage:' });
    expect(find('prod', 'sentry')?.settings).toMatchObject({ environment: 'production' });
    expect(find('qa', 'mongodb')).toMatchObject({
      isConfigured: false,
      missing: [
        { name: 'MONGODB_URI_QA', example: 'mongodb+srv://user:password@cluster.abc12.mongodb.net/app' },
      ],
    });
    expect(find('dev', 'sentry')).toMatchObject({ credential: 'shared' });
    expect(find('dev', 'uptimerobot')).toMatchObject({ credential: 'own' });
  });

  it('gives a tab everything in one answer, each environment its own', async () => {
    const dev = (await console.get<Dashboard>('/internal/environments/dev/dashboard')).body;
    const staging = (await console.get<Dashboard>('/internal/environments/staging/dashboard')).body;
    expect(dev.services.map(({ service }) => service)).toEqual(SERVICES);
    const snapshotOf = (dashboard: Dashboard) =>
      dashboard.services.find(({ service }) => service === 'redis')?.snapshot;
    expect(snapshotOf(dev)).toMatchObject({ type: 'local', keyPrefix: 'dev:' });
    expect(snapshotOf(staging)).toMatchObject({ type: 'upstash', keyPrefix: 'stage:' });
  });

  it('warns of a variable that another tool may have set, without its value', async () => {
    const { body } = await console.get<ConsoleConfig>('/internal/config');
    expect(body.warnings).toContainEqual({
      code: 'variable-unknown',
      channel: null,
      service: null,
      environments: [],
      variables: ['REDIS_URL'],
      params: { suggestion: 'REDIS_URL_DEV' },
    });
  });

  it('distinguishes a service that is not configured from one that is down', async () => {
    const { body } = await console.get<Dashboard>('/internal/environments/qa/dashboard');
    expect(statusOf(body, 'mongodb')).toBe('unconfigured');
    expect(statusOf(body, 'redis')).toBe('up');
    expect(body.status).not.toBe('unconfigured');
  });

  it('keeps a broken service of one environment within its card', async () => {
    await console.sandbox.fault({ service: 'redis', environment: 'staging', kind: 'hang' });
    await console.sandbox.fault({ service: 'uptimerobot', environment: 'staging', kind: 'html' });
    await console.checkAgain('staging');
    const path = '/internal/environments/staging/dashboard';
    const staging = await console.until<Dashboard>(path, (body) => statusOf(body, 'redis') === 'down');
    expect(statusOf(staging, 'mongodb')).toBe('up');
    const prod = (await console.get<Dashboard>('/internal/environments/prod/dashboard')).body;
    expect(statusOf(prod, 'redis')).toBe('up');

    await console.sandbox.clearFaults();
    await console.checkAgain('staging');
    await console.until<Dashboard>(path, (body) => statusOf(body, 'redis') === 'up');
  });

  it('answers the overview of environments by services', async () => {
    const { body } = await console.get<Overview>('/internal/overview');
    expect(body.environments).toHaveLength(4);
    expect(body.environments.every(({ services }) => services.length === SERVICES.length)).toBe(true);
  });

  it('answers how every configured service stood in the last day, where it was checked', async () => {
    const { body } = await console.get<OverviewHistory>('/internal/overview/history');
    expect(body.environments.map(({ environment }) => environment)).toEqual(['dev', 'qa', 'staging', 'prod']);
    const all = body.environments.flatMap(({ services }) => services);
    // Nothing sends heartbeats here, and prod lacks one more.
    expect(all).toHaveLength(4 * (SERVICES.length - 1) - 1);
    for (const { runs } of all) expect(runs.reduce((sum, { steps }) => sum + steps, 0)).toBe(body.steps);
    const redis = body.environments[3]?.services.find(({ service }) => service === 'redis');
    expect(redis?.runs.at(-1)).toMatchObject({ status: 'up' });
    expect(redis?.runs[0]).toMatchObject({ status: null });
  });

  it('answers one service whole', async () => {
    const { body } = await console.get<ServiceDetail>('/internal/environments/prod/services/uptimerobot');
    expect(body.results.length).toBeGreaterThan(3);
    expect(body).toMatchObject({ environment: 'prod', service: 'uptimerobot' });
  });

  it('answers the series of what was measured', async () => {
    const path = '/internal/environments/dev/services/redis/series?measurement=latencyMs&target=default';
    const series = await console.until<Series>(path, ({ points }) => points.length > 0);
    expect(series.points[0]?.mean).toBeGreaterThanOrEqual(0);
    const { body: finest } = await console.get<Series>(`${path}&points=1000`);
    // The checks are 5 s apart: many a bucket that is no wider would hold none.
    expect(finest.stepMs).toBeGreaterThan(5_000);
  });

  it('offers the response time only of what responds itself', async () => {
    const measured = async (service: string) =>
      (await console.get<ServiceDetail>(`/internal/environments/prod/services/${service}`)).body.measurements;
    expect(await measured('redis')).toContain('latencyMs');
    expect(await measured('sentry')).not.toContain('latencyMs');
    expect(await measured('request-metrics')).not.toContain('latencyMs');
  });

  it('checks now, and not again at once', async () => {
    const first = await console.post('/internal/environments/prod/checks', { service: 'redis' });
    expect(first).toMatchObject({ status: 202, body: { environment: 'prod', services: ['redis'] } });
    const second = await console.post<Problem>('/internal/environments/prod/checks', { service: 'redis' });
    expect(second).toMatchObject({ status: 429, body: { code: 'too-soon' } });
  });

  it("sends a test message to the environment's own channel", async () => {
    const { body } = await console.post<ChannelTestReport>('/internal/channels/staging.discord/tests');
    expect(body).toMatchObject({ isDelivered: true, reason: null });
    const received = JSON.stringify(await console.sandbox.state());
    expect(received).toContain(String(body.messageId));
    expect(received).toContain('Staging: Test message');
  });

  it('reports what Discord said when it refused', async () => {
    await console.sandbox.fault({ service: 'discord', environment: 'prod', kind: 'unauthorized' });
    const { status, body } = await console.post<ChannelTestReport>('/internal/channels/prod.discord/tests');
    await console.sandbox.clearFaults();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      isDelivered: false,
      reason: { params: { httpStatus: 401, channelCode: 50_027 } },
    });
  });

  it.each([
    ['/internal/environments/nope/dashboard', 'unknown-environment', 'staging'],
    ['/internal/environments/dev/services/nope', 'unknown-service', 'redis'],
  ])('answers %s with a 404 that lists the known ones', async (path, code, known) => {
    const { status, body } = await console.get<Problem>(path);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code, params: { known: expect.arrayContaining([known]) } });
  });

  it.each([
    ['from=yesterday', 'from'],
    // The year 10000 in UTC, and the one before the first that is kept.
    ['to=9999-12-31T23:59:59-23:59', 'to'],
    ['from=9999-12-31T00:00:00Z&to=9999-12-31T23:59:59Z', 'from'],
    ['from=1969-12-31T23:59:59Z', 'from'],
    ['points=1000000', 'points'],
    ['from=2026-10-02T10:00:00Z&to=2026-10-02T09:00:00Z', 'from'],
    ['measurement=$where', 'measurement'],
    ['unheard=of', 'unheard'],
  ])('refuses a series with %s and names the field', async (query, field) => {
    const { status, body } = await console.get<Problem>(
      `/internal/environments/dev/services/redis/series?${query}`,
    );
    expect(status).toBe(400);
    expect(body.code).toBe('invalid-input');
    expect(body.errors?.map((error) => error.field)).toContain(field);
  });

  it('refuses to check a service that there is not', async () => {
    const { status, body } = await console.post<Problem>('/internal/environments/dev/checks', {
      service: 'nope',
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.field).toBe('service');
  });

  it('refuses a body that is not JSON', async () => {
    const answer = await fetch(`${console.url}/api/internal/environments/dev/checks`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'body', code: 'invalid-json' }] });
  });
});
