import { RequestMetricsSnapshot, type EnvironmentId } from '@envscope/contracts/index.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { createRedisClient } from '@envscope/integrations/redis/redis.client.js';
import { redisSection } from '@envscope/integrations/redis/redis.settings.js';
import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { describeProbeContract, limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { startSandbox } from '@envscope/testing/servers/sandbox.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { RequestMetricsClient } from './request-metrics.client.js';
import { RequestMetricsModule } from './request-metrics.module.js';
import { RequestMetricsProbe } from './request-metrics.probe.js';
import { RequestMetricsReader } from './request-metrics.reader.js';
import { requestMetricsSection } from './request-metrics.settings.js';

describeProbeContract(
  'RequestMetricsProbe',
  async () => {
    const sandbox = await startSandbox();
    const url = sandbox.redis['prod'] ?? '';
    const given = { prod: { REDIS_URL: url }, qa: null };
    const redisSections = environmentsOf('redis', redisSection, given);
    const ownSections = environmentsOf('request-metrics', requestMetricsSection, given);
    const environments = redisSections.map((environment, index) => ({
      ...environment,
      sections: { ...environment.sections, ...ownSections[index]?.sections },
    }));
    const application = await Test.createTestingModule({
      imports: [environmentsModule(environments), RequestMetricsModule],
    }).compile();
    const probe = application.get(RequestMetricsProbe);
    const writer = new Redis(url);
    const servesWell = () => writer.hincrby('prod:api:metrics:status_codes', 'status:200', 10_000);
    // Health is what happens between two samples.
    await probe.observe('prod', limitsOf());
    await servesWell();
    const faults = { hang: 'hang', garbage: 'html', unauthorized: 'unauthorized' };
    return {
      probe,
      environment: 'prod',
      unconfigured: 'qa',
      misbehave: (kind) => sandbox.fault({ service: 'redis', kind: faults[kind] }),
      recover: () => sandbox.clearFaults(),
      close: async () => {
        writer.disconnect();
        await application.close();
        await sandbox.close();
      },
    };
  },
  { snapshot: RequestMetricsSnapshot, silence: 'unknown', secrets: [':sandbox@'] },
);

describeWithRedis('RequestMetricsProbe', () => {
  let server: RedisServer;
  let redis: Redis;
  let clients: PerEnvironment<RequestMetricsClient>;
  let probe: RequestMetricsProbe;
  let nowMs: number;
  const connections: { close(): void }[] = [];

  beforeAll(async () => {
    server = await startRedisServer();
    redis = new Redis(server.url);
  });
  beforeEach(() => {
    nowMs = Date.parse('2026-10-02T10:00:00.000Z');
    const now = () => nowMs;
    const given = { dev: { REDIS_URL: server.url }, prod: { REDIS_URL: server.url, REDIS_TYPE: 'upstash' } };
    const environments = environmentsOf('request-metrics', requestMetricsSection, given);
    clients = PerEnvironment.build('request-metrics', environments, (settings) => {
      const connection = createRedisClient(settings, now);
      connections.push(connection);
      return new RequestMetricsClient(connection, now, now);
    });
    probe = new RequestMetricsProbe(clients, new RequestMetricsReader(clients, { now, steady: now }), now);
  });
  afterEach(async () => {
    connections.splice(0).forEach((connection) => connection.close());
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  const check = async (environment: EnvironmentId = 'dev', limits: Partial<CheckLimits> = {}) => {
    const { results, snapshot } = await probe.observe(environment, limitsOf(limits));
    const [result] = results;
    return {
      outcome: [result?.status, result?.reason?.code].join(' ').trim(),
      measurements: result?.measurements,
      snapshot: snapshot && RequestMetricsSnapshot.parse(snapshot),
    };
  };
  /** A minute in which the application answered so many requests well and so many with an error. */
  const minuteOf = async (good: number, bad: number) => {
    await redis.hincrby('dev:api:metrics:status_codes', 'status:200', good);
    await redis.hincrby('dev:api:metrics:status_codes', 'status:503', bad);
    nowMs += 60_000;
  };

  it('does not know how an application is that records nothing', async () => {
    expect(await check()).toMatchObject({ outcome: 'unknown no-data', measurements: { requestsTotal: 0 } });
  });

  it('reports the last minutes, whatever happened before', async () => {
    await minuteOf(1_000, 1_000);
    expect((await check()).outcome).toBe('unknown not-checked');
    await minuteOf(100, 0);
    expect(await check()).toMatchObject({
      outcome: 'up',
      measurements: {
        requestsTotal: 2_100,
        requestsPerMinute: expect.closeTo(100),
        errorRatio: 0,
        availabilityRatio: 1,
      },
      snapshot: { totalRequests: 2_100, statusCodes: { 200: 1_100, 503: 1_000 } },
    });
    await minuteOf(98, 2);
    expect((await check()).outcome).toBe('degraded error-rate-elevated');
    await minuteOf(50, 50);
    expect((await check()).outcome).toBe('down error-rate-high');
    for (let minute = 0; minute < 6; minute += 1) {
      await minuteOf(100, 0);
      await check();
    }
    expect((await check()).outcome).toBe('up');
  });

  it('goes on from what an earlier console sampled last, unless that is another application’s or old', async () => {
    await minuteOf(1_000, 1_000);
    const latest = await probe.observe('dev', limitsOf());
    const restarted = () => {
      const reader = new RequestMetricsReader(clients, { now: () => nowMs, steady: () => nowMs });
      return new RequestMetricsProbe(clients, reader, () => nowMs);
    };
    await minuteOf(100, 0);
    probe = restarted();
    probe.resume(latest);
    expect(await check()).toMatchObject({
      outcome: 'up',
      snapshot: { window: { requests: 100, errorRatio: 0 } },
    });

    probe = restarted();
    probe.resume({
      ...latest,
      snapshot: { ...RequestMetricsSnapshot.parse(latest.snapshot), keyPrefix: 'shop:' },
    });
    expect((await check()).outcome).toBe('unknown not-checked');

    probe = restarted();
    probe.resume(latest);
    nowMs += 10 * 60_000;
    expect((await check()).outcome).toBe('unknown not-checked');
  });

  it('does not know how an idle application is', async () => {
    await minuteOf(1_000, 0);
    await check();
    await minuteOf(0, 0);
    const { outcome, measurements } = await check();
    expect(outcome).toBe('unknown no-requests');
    expect(measurements).toEqual({ requestsTotal: 1_000, requestsPerMinute: 0 });
  });

  it('takes counters that were removed for a restart', async () => {
    await minuteOf(1_000, 0);
    await check();
    await redis.flushall();
    await minuteOf(0, 10);
    expect((await check()).snapshot?.window).toMatchObject({ requests: 0, health: 'unknown' });
    await minuteOf(100, 0);
    expect((await check()).outcome).toBe('up');
  });

  it('measures single routes, as parts without a status', async () => {
    const request = async (seconds: number) => {
      const timing = { response_time: seconds, timestamp: nowMs / 1_000, status_code: 200 };
      await redis.hincrby('dev:api:metrics:endpoints', 'GET:/orders/:id', 1);
      await redis.lpush('dev:api:timing:GET:/orders/:id', JSON.stringify(timing));
    };
    await request(0.1);
    await check();
    nowMs += 60_000;
    for (const seconds of [0.2, 0.2, 0.3, 0.9]) await request(seconds);
    const { parts, results } = await probe.observe('dev', limitsOf());
    const times = { p50Ms: 200, p95Ms: 900, p99Ms: 900 };
    expect(parts).toEqual([
      {
        target: 'GET:/orders/:id',
        label: 'GET /orders/:id',
        measurements: { requestsPerMinute: 4, errorRatio: 0, ...times },
      },
    ]);
    expect(results).toMatchObject([{ target: 'default', measurements: times }]);
  });

  it('takes two commands a check on Upstash, and reads slow requests once an hour or when a person asks', async () => {
    await redis.config('RESETSTAT');
    const calls = async (name: string) =>
      Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(await redis.info('commandstats'))?.[1] ?? 0);
    for (let minute = 0; minute < 60; minute += 1) {
      await check('prod');
      nowMs += 60_000;
    }
    expect([await calls('hgetall'), await calls('lrange')]).toEqual([120, 1]);
    await check('prod');
    await check('prod', { isRequested: true });
    expect(await calls('lrange')).toBe(3);
  });

  it('counts what makes no sense, and shows the rest', async () => {
    await redis.hset('dev:api:metrics:endpoints', { 'GET:/a': 5, lower: 1 });
    await redis.hset('dev:api:metrics:status_codes', { 'status:200': 5, 'status:500': 'many' });
    await redis.rpush('dev:api:alerts:slow_requests', 'not json');
    expect((await check()).snapshot).toMatchObject({ totalRequests: 5, endpointsCount: 1, leftOut: 3 });
  });

  it('shows popular endpoints and slow requests', async () => {
    await redis.hset('dev:api:metrics:endpoints', { 'GET:/a': 5, 'GET:/b': 9 });
    const slow = { endpoint: 'GET:/b', response_time: 2.5, timestamp: nowMs / 1_000, status_code: 200 };
    await redis.lpush('dev:api:alerts:slow_requests', JSON.stringify(slow));
    expect((await check()).snapshot).toMatchObject({
      keyPrefix: 'dev:',
      endpointsCount: 2,
      popular: [
        { endpoint: 'GET:/b', requests: 9 },
        { endpoint: 'GET:/a', requests: 5 },
      ],
      slow: [{ endpoint: 'GET:/b', responseMs: 2_500, at: '2026-10-02T10:00:00.000Z', statusCode: 200 }],
    });
  });
});
