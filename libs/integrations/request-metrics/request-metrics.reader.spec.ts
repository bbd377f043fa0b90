import {
  EndpointTimings,
  RequestSummary,
  RequestTimeSeries,
  RequestTotals,
  RequestWindow,
} from '@envscope/contracts/index.js';
import { NotConfigured, PerEnvironment } from '@envscope/environments/per-environment.js';
import { createRedisClient } from '@envscope/integrations/redis/redis.client.js';
import { environmentsOf } from '@envscope/testing/environments.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RequestMetricsClient } from './request-metrics.client.js';
import { RequestMetricsReader } from './request-metrics.reader.js';
import { requestMetricsSection } from './request-metrics.settings.js';

const NOW_MS = Date.parse('2026-10-02T10:00:00.000Z');
const NOW_SECONDS = NOW_MS / 1_000;
const ENDPOINTS = 'dev:api:metrics:endpoints';
const STATUS_CODES = 'dev:api:metrics:status_codes';
const SLOW = 'dev:api:alerts:slow_requests';

const timing = (secondsAgo: number, seconds: number, status = 200) =>
  JSON.stringify({ response_time: seconds, timestamp: NOW_SECONDS - secondsAgo, status_code: status });

describeWithRedis('RequestMetricsReader', () => {
  let server: RedisServer;
  let redis: Redis;
  let clients: PerEnvironment<RequestMetricsClient>;
  let reader: RequestMetricsReader;
  let nowMs: number;
  const connections: { close(): void }[] = [];

  beforeAll(async () => {
    server = await startRedisServer();
    redis = new Redis(server.url);
  });
  beforeEach(() => {
    nowMs = NOW_MS;
    const now = () => nowMs;
    const given = {
      dev: { REDIS_URL: server.url },
      upstash: { REDIS_URL: server.url, REDIS_TYPE: 'upstash', REDIS_KEY_PREFIX: 'dev:' },
      gone: { REDIS_URL: 'redis://127.0.0.1:1' },
      qa: null,
    };
    const environments = environmentsOf('request-metrics', requestMetricsSection, given);
    clients = PerEnvironment.build('request-metrics', environments, (settings) => {
      const connection = createRedisClient(settings);
      connections.push(connection);
      return new RequestMetricsClient(connection, now, now);
    });
    reader = new RequestMetricsReader(clients, { now, steady: now });
  });
  afterEach(async () => {
    connections.splice(0).forEach((connection) => connection.close());
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  it('reports what was counted, by endpoint and by status code', async () => {
    await redis.hset(ENDPOINTS, { 'GET:/api/orders/:id': 12, 'POST:/api/orders': 3 });
    await redis.hset(STATUS_CODES, { 'status:200': 14, 'status:500': 1 });
    const totals = RequestTotals.parse(await reader.totals('dev'));
    expect(totals).toEqual({
      endpoints: { 'GET:/api/orders/:id': 12, 'POST:/api/orders': 3 },
      statusCodes: { 200: 14, 500: 1 },
      sampledAt: '2026-10-02T10:00:00.000Z',
    });
  });

  it('passes over fields and entries that make no sense', async () => {
    await redis.hset(ENDPOINTS, {
      'GET:/p': 2,
      __proto__x: 1,
      'GET:/q': 'many',
      '': 5,
      lower: 1,
      'GET:/r': -1,
    });
    await redis.hset(STATUS_CODES, { 'status:200': 2, 'status:999': 4, 200: 9, 'status:500': '1e3' });
    const garbage = [
      'not json',
      '"text"',
      'null',
      '[]',
      '{}',
      '{"response_time":"0.1","timestamp":1,"status_code":200}',
      JSON.stringify({ response_time: -1, timestamp: NOW_SECONDS, status_code: 200 }),
      JSON.stringify({ response_time: 1, timestamp: NOW_MS, status_code: 200 }),
      JSON.stringify({ response_time: 1, timestamp: 1e300, status_code: 200 }),
      timing(86_401, 0.5),
    ];
    await redis.rpush('dev:api:timing:GET:/p', ...garbage, timing(1, 0.125));
    await redis.rpush(
      SLOW,
      ...garbage,
      JSON.stringify({ ...JSON.parse(timing(5, 2.5, 504)), endpoint: 'GET:/p' }),
    );

    expect(await reader.totals('dev')).toMatchObject({ endpoints: { 'GET:/p': 2 }, statusCodes: { 200: 2 } });
    expect(await reader.endpoint('dev', 'GET:/p')).toMatchObject({ samples: 1, averageMs: 125 });
    expect(await reader.slowRequests('dev', 50)).toEqual([
      { endpoint: 'GET:/p', responseMs: 2_500, statusCode: 504, at: '2026-10-02T09:59:55.000Z' },
    ]);
  });

  it('shows seconds as milliseconds', async () => {
    await redis.hset(ENDPOINTS, { 'GET:/p': 40 });
    await redis.rpush('dev:api:timing:GET:/p', timing(1, 0.2), timing(2, 0.1, 500));
    const timings = EndpointTimings.parse(await reader.endpoint('dev', 'GET:/p'));
    expect(timings).toMatchObject({
      requests: 40,
      samples: 2,
      averageMs: 150,
      minMs: 100,
      maxMs: 200,
      errorRatio: 0.5,
    });
    const series = RequestTimeSeries.parse(
      await reader.timeSeries('dev', 'GET:/p', { fromMs: NOW_MS - 300_000, toMs: NOW_MS }),
    );
    expect(series.points).toContainEqual({
      at: '2026-10-02T09:59:00.000Z',
      requests: 2,
      averageMs: 150,
      p95Ms: 200,
      serverErrors: 1,
    });
  });

  it('keeps the 500 most requested endpoints of a writer that writes raw paths, and says how many there are', async () => {
    const raw = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`GET:/orders/${n}`, n + 1]));
    await redis.hset(ENDPOINTS, raw);
    const { endpoints } = await reader.totals('dev');
    expect(Object.keys(endpoints)).toHaveLength(500);
    expect(endpoints).toHaveProperty('GET:/orders/2999', 3_000);
    expect((await reader.summary('dev')).endpointsCount).toBe(3_000);
  });

  it('reports health over a window as the difference of samples', async () => {
    await redis.hset(STATUS_CODES, { 'status:200': 1_000, 'status:500': 500 });
    expect(RequestWindow.parse(await reader.health('dev', 5))).toMatchObject({
      requests: 0,
      health: 'unknown',
    });
    await redis.hset(STATUS_CODES, { 'status:200': 1_199, 'status:500': 501 });
    nowMs += 60_000;
    expect(await reader.health('dev', 5)).toMatchObject({
      requests: 200,
      serverErrors: 1,
      health: 'healthy',
    });
  });

  it('answers the summary in one go', async () => {
    await redis.hset(
      ENDPOINTS,
      Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`GET:/${n}`, n + 1])),
    );
    await redis.hset(STATUS_CODES, { 'status:200': 78 });
    await redis.rpush('dev:api:timing:GET:/11', timing(1, 0.1));
    const summary = RequestSummary.parse(await reader.summary('dev'));
    expect(summary).toMatchObject({ health: null, totalRequests: 78, endpointsCount: 12, slowRequests: [] });
    expect(summary.popularEndpoints.map(({ endpoint }) => endpoint)).toEqual([
      'GET:/11',
      'GET:/10',
      'GET:/9',
      'GET:/8',
      'GET:/7',
    ]);
    expect(summary.endpoints).toHaveLength(10);
    expect(summary.endpoints[0]).toMatchObject({ endpoint: 'GET:/11', averageMs: 100 });
  });

  it('answers with nothing where nothing was recorded', async () => {
    expect(await reader.totals('dev')).toMatchObject({ endpoints: {}, statusCodes: {} });
    expect(await reader.popular('dev', 10)).toEqual([]);
    expect(await reader.summary('dev')).toMatchObject({ totalRequests: 0, endpoints: [] });
  });

  it.each([
    ['dev', 5_000],
    ['upstash', 60_000],
  ])('reads once for ten open tabs in %s, and anew after %i ms', async (environment, livesMs) => {
    const commands = async () => {
      const stats = await redis.info('commandstats');
      return ['hgetall', 'lrange'].map((name) =>
        Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0),
      );
    };
    await redis.hset(ENDPOINTS, { 'GET:/p': 2 });
    await redis.config('RESETSTAT');
    const tabs = () => Promise.all(Array.from({ length: 10 }, () => reader.summary(environment)));
    await tabs();
    nowMs += livesMs - 1;
    await tabs();
    expect(await commands()).toEqual([2, 2]);
    nowMs += 1;
    await tabs();
    expect(await commands()).toEqual([4, 4]);
  });

  it('says why it cannot read', async () => {
    await expect(reader.totals('gone')).rejects.toMatchObject({ reason: { code: 'refused' } });
    await expect(reader.totals('qa')).rejects.toThrow(NotConfigured);
    await redis.set(ENDPOINTS, 'a string');
    await expect(reader.totals('dev')).rejects.toMatchObject({ reason: { code: 'invalid-answer' } });
  });
});
