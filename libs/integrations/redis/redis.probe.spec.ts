import { RedisSnapshot, type EnvironmentId } from '@envscope/contracts/index.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { environmentsModule, environmentsOf, type Texts } from '@envscope/testing/environments.js';
import { describeProbeContract, limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import {
  describeWithRedis,
  startRedisCluster,
  startRedisServer,
  type RedisCluster,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { Cluster, Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisClient } from './redis.client.js';
import { RedisModule } from './redis.module.js';
import { RedisProbe } from './redis.probe.js';
import { redisSection } from './redis.settings.js';

const MINUTE_MS = 60_000;
/** Of the sandbox's stand-ins for Upstash. */
const PASSWORD = 'sandbox';

/** A probe whose clock the spec moves. */
function probeOf(given: Texts) {
  const clock = { nowMs: Date.parse('2026-10-02T10:00:00.000Z') };
  const now = () => clock.nowMs;
  const environments = environmentsOf('redis', redisSection, given);
  const clients = PerEnvironment.build('redis', environments, (settings) => createRedisClient(settings, now));
  const probe = new RedisProbe(clients, { now, steady: now });
  return {
    pass: (minutes: number) => (clock.nowMs += minutes * MINUTE_MS),
    close: () => clients.onApplicationShutdown(),
    check: async (environment: EnvironmentId = 'dev', limits: Partial<CheckLimits> = {}) => {
      const { results, snapshot } = await probe.observe(environment, limitsOf(limits));
      const [result] = results;
      return {
        outcome: [result?.status, result?.reason?.code].join(' ').trim(),
        latencyMs: result?.latencyMs,
        measurements: result?.measurements,
        snapshot: snapshot && RedisSnapshot.parse(snapshot),
      };
    },
  };
}

describeProbeContract(
  'RedisProbe',
  async () => {
    const sandbox = await startSandbox();
    const given = { prod: { REDIS_URL: sandbox.redis['prod'] ?? '' }, qa: null };
    const environments = environmentsModule(environmentsOf('redis', redisSection, given));
    const application = await Test.createTestingModule({ imports: [environments, RedisModule] }).compile();
    const faults = { hang: 'hang', garbage: 'html', unauthorized: 'unauthorized' };
    return {
      probe: application.get(RedisProbe),
      environment: 'prod',
      unconfigured: 'qa',
      misbehave: (kind) => sandbox.fault({ service: 'redis', kind: faults[kind] }),
      recover: () => sandbox.clearFaults(),
      close: async () => {
        await application.close();
        await sandbox.close();
      },
    };
  },
  { snapshot: RedisSnapshot, silence: 'down', secrets: [`:${PASSWORD}@`] },
);

describe('RedisProbe on an Upstash', () => {
  let sandbox: Sandbox;
  let stage: ReturnType<typeof probeOf>;
  const commands = async () => {
    const { redis } = (await sandbox.state()) as {
      redis: Record<string, { commands: Record<string, number> }>;
    };
    return redis['staging']?.commands ?? {};
  };
  const start = () => {
    const upstash = { REDIS_URL: sandbox.redis['staging'] ?? '', REDIS_TYPE: 'upstash' };
    stage = probeOf({ staging: upstash, prod: { ...upstash, REDIS_KEY_PREFIX: 'prod:' } });
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    await stage.close();
    await sandbox.reset();
  });
  afterAll(() => sandbox.close());

  it('shows what its smaller INFO holds, and whose keys are in it', async () => {
    start();
    const { outcome, snapshot, measurements } = await stage.check('staging');
    expect(outcome).toBe('up');
    expect(snapshot).toMatchObject({
      type: 'upstash',
      keyPrefix: 'stage:',
      version: '8.2.0',
      role: null,
      keyCount: { isComplete: true },
    });
    expect(snapshot?.keyCount?.foreignPrefixes).toContainEqual({
      prefix: 'prod:',
      environment: 'prod',
      keys: expect.any(Number),
    });
    expect(measurements).toMatchObject({ keys: snapshot?.keys, keysOwn: snapshot?.keyCount?.own });
  });

  it('takes two commands a check, and walks over the keys once an hour or when a person asks', async () => {
    start();
    await stage.check('staging');
    const first = await commands();
    for (let minute = 0; minute < 59; minute += 1) {
      stage.pass(1);
      await stage.check('staging');
    }
    const hourly = await commands();
    expect(hourly['scan']).toBe(first['scan']);
    expect(hourly['ping']).toBe(first['ping']);
    expect((hourly['info'] ?? 0) - (first['info'] ?? 0)).toBe(59);
    expect((hourly['dbsize'] ?? 0) - (first['dbsize'] ?? 0)).toBe(59);
    expect(hourly['auth']).toBe(first['auth']);

    await stage.check('staging', { isRequested: true });
    const requested = await commands();
    expect(requested['scan']).toBeGreaterThan(hourly['scan'] ?? 0);
    stage.pass(60);
    await stage.check('staging');
    expect((await commands())['scan']).toBeGreaterThan(requested['scan'] ?? 0);
  });

  it('measures the commands of a month against what the plan allows, once an hour is known of', async () => {
    const upstash = { REDIS_URL: sandbox.redis['staging'] ?? '', REDIS_TYPE: 'upstash' };
    stage = probeOf({ staging: { ...upstash, REDIS_COMMANDS_PER_MONTH: '500000' }, prod: upstash });
    const before = await stage.check('staging');
    expect(before.measurements).not.toHaveProperty('monthlyCommandsRatio');
    await stage.check('prod');
    stage.pass(60);
    const { snapshot, measurements } = await stage.check('staging');
    const grown = (snapshot?.commandsProcessed ?? 0) - (before.snapshot?.commandsProcessed ?? 0);
    expect(grown).toBeGreaterThan(0);
    expect(measurements?.['monthlyCommandsRatio']).toBeCloseTo((grown * 24 * 30) / 500_000);
    expect((await stage.check('prod')).measurements).not.toHaveProperty('monthlyCommandsRatio');
  });

  it('stops asking for an hour when the quota is used up, unless a person asks', async () => {
    start();
    await stage.check('staging');
    await sandbox.fault({ service: 'redis', kind: 'request-limit' });
    expect((await stage.check('staging')).outcome).toBe('unknown quota-exceeded');
    await sandbox.clearFaults();

    stage.pass(59);
    expect((await stage.check('staging')).outcome).toBe('unknown quota-exceeded');
    expect((await stage.check('staging', { isRequested: true })).outcome).toBe('up');
    expect((await stage.check('staging')).outcome).toBe('up');
  });

  it.each([
    ['loading', 'down loading'],
    ['down', 'down connection-lost'],
    ['reset', 'down connection-lost'],
    ['half-body', 'down connection-lost'],
    ['invalid-json', 'down invalid-answer'],
  ])('reports the fault %s of a Redis, and recovers', async (kind, outcome) => {
    start();
    await sandbox.fault({ service: 'redis', kind });
    expect((await stage.check('staging')).outcome).toBe(outcome);
    await sandbox.clearFaults();
    expect((await stage.check('staging')).outcome).toBe('up');
  });

  it('knows no rate over a restart', async () => {
    start();
    await stage.check('staging');
    stage.pass(1);
    expect((await stage.check('staging')).snapshot?.operationsPerSecond).not.toBeNull();
    await sandbox.fault({ service: 'redis', kind: 'restart', times: 1 });
    stage.pass(1);
    expect((await stage.check('staging')).snapshot).toMatchObject({
      operationsPerSecond: null,
      hitRatio: null,
    });
  });
});

describeWithRedis('RedisProbe on a real Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  let stage: ReturnType<typeof probeOf>;

  beforeAll(async () => {
    server = await startRedisServer({
      args: '--maxmemory 12mb --maxmemory-policy allkeys-random'.split(' '),
    });
    redis = new Redis(server.url);
  });
  afterEach(async () => {
    await stage.close();
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });
  const start = () => {
    stage = probeOf({
      dev: { REDIS_URL: server.url },
      prod: { REDIS_URL: server.url },
      gone: { REDIS_URL: 'redis://127.0.0.1:1' },
    });
  };

  it('counts keys, hits, commands and clients', async () => {
    start();
    await redis.mset({ 'dev:a': 1, 'dev:b': 2, 'prod:a': 3, plain: 4 });
    await stage.check();
    await redis.mget('dev:a', 'dev:b', 'dev:c', 'dev:d');
    stage.pass(1);
    const { outcome, latencyMs, snapshot, measurements } = await stage.check();
    expect(outcome).toBe('up');
    expect(latencyMs).toBeGreaterThanOrEqual(0);
    expect(snapshot).toMatchObject({
      type: 'local',
      host: `127.0.0.1:${server.port}`,
      isTls: false,
      role: 'master',
      mode: 'standalone',
      hitRatio: 0.5,
      evictedPerMinute: 0,
      keys: 4,
      keyCount: {
        own: 2,
        foreign: 2,
        foreignPrefixes: [{ prefix: 'prod:', environment: 'prod', keys: 1 }],
        scanned: 4,
        isComplete: true,
      },
    });
    expect(Object.keys(measurements ?? {}).sort()).toEqual([
      'clientsConnected',
      'evictedPerMinute',
      'hitRatio',
      'keys',
      'keysOwn',
      'memoryUsedBytes',
      'memoryUsedRatio',
      'operationsPerSecond',
    ]);
  });

  it('counts keys again only after five minutes', async () => {
    start();
    await redis.set('dev:a', 1);
    await stage.check();
    await redis.set('dev:b', 1);
    stage.pass(4);
    expect((await stage.check()).snapshot?.keyCount?.own).toBe(1);
    stage.pass(1);
    expect((await stage.check()).snapshot?.keyCount?.own).toBe(2);
  });

  it('keeps to its budget among many keys and says that it saw a part', async () => {
    start();
    const pipeline = redis.pipeline();
    for (let n = 0; n < 11_000; n += 1) pipeline.set(`dev:${n}`, '');
    await pipeline.exec();
    const { snapshot, measurements } = await stage.check();
    expect(snapshot?.keys).toBe(11_000);
    expect(snapshot?.keyCount?.isComplete).toBe(false);
    expect(snapshot?.keyCount?.scanned).toBeGreaterThanOrEqual(9_000);
    expect(measurements).not.toHaveProperty('keysOwn');
    expect((await redis.info('commandstats')).match(/cmdstat_keys:/)).toBeNull();
  });

  it('is degraded while memory is nearly full', async () => {
    start();
    await stage.check();
    for (let n = 0; n < 15_000; n += 500) {
      const pipeline = redis.pipeline();
      for (let each = n; each < n + 500; each += 1) pipeline.set(`dev:${each}`, 'x'.repeat(2_000));
      await pipeline.exec();
    }
    stage.pass(1);
    const { outcome, snapshot } = await stage.check();
    expect(outcome).toBe('degraded memory-nearly-full');
    expect(snapshot?.evictedPerMinute).toBeGreaterThan(0);
    expect(snapshot?.memory?.usedRatio).toBeGreaterThan(0.9);
  });

  it('is down where nothing listens', async () => {
    start();
    expect(await stage.check('gone')).toMatchObject({
      outcome: 'down refused',
      latencyMs: null,
      snapshot: null,
    });
  });

  it('is up without detail for a user who may do nothing but PING', async () => {
    start();
    await redis.call('ACL', 'SETUSER', 'narrow', 'on', '>narrow-password', '~*', '+ping');
    const url = server.url.replace('//', '//narrow:narrow-password@');
    const narrow = probeOf({ dev: { REDIS_URL: url } });
    expect(await narrow.check()).toMatchObject({
      outcome: 'up',
      snapshot: { memory: null, keys: null, keyCount: null, refused: ['INFO', 'DBSIZE', 'SCAN'] },
      measurements: {},
    });
    await narrow.close();
  });

  it('is down, and names the database, where the server refuses it', async () => {
    start();
    const wrong = probeOf({ dev: { REDIS_URL: `${server.url}/99` } });
    expect(await wrong.check()).toMatchObject({ outcome: 'down database-refused', snapshot: null });
    await wrong.close();
  });

  it('counts the keys of the database that settings name', async () => {
    start();
    await redis.set('dev:a', 1);
    const other = probeOf({ dev: { REDIS_URL: `${server.url}/5` } });
    expect((await other.check()).snapshot).toMatchObject({ database: 5, keys: 0, keyCount: { own: 0 } });
    await other.close();
  });
});

describeWithRedis('RedisProbe on a real cluster', () => {
  let cluster: RedisCluster;
  let stage: ReturnType<typeof probeOf>;
  let application: Cluster;

  beforeAll(async () => {
    cluster = await startRedisCluster(['--maxmemory', '64mb']);
    application = new Cluster(cluster.nodes.map(({ port }) => ({ host: '127.0.0.1', port })));
    await Promise.all(
      Array.from({ length: 90 }, (_, n) => application.set(`${n < 60 ? 'dev' : 'prod'}:${n}`, 'x')),
    );
  });
  beforeEach(() => {
    stage = probeOf({ dev: { REDIS_URL: cluster.nodes[0]?.url ?? '' } });
  });
  afterEach(() => stage.close());
  afterAll(async () => {
    application.disconnect();
    await cluster.close();
  });

  it('reads all masters as one', async () => {
    await stage.check();
    await Promise.all(Array.from({ length: 20 }, (_, n) => application.get(`dev:${n}`)));
    await application.get('dev:none');
    stage.pass(5);
    const { outcome, snapshot } = await stage.check();
    expect(outcome).toBe('up');
    expect(snapshot).toMatchObject({
      mode: 'cluster',
      keys: 90,
      keyCount: { own: 60, foreign: 30, scanned: 90, isComplete: true },
      cluster: { state: 'ok' },
      memory: { limitBytes: 3 * 64 * 1024 * 1024 },
      hitRatio: 20 / 21,
    });
    expect(snapshot?.cluster?.nodes.map(({ address }) => address).sort()).toEqual(
      cluster.nodes.map(({ port }) => `127.0.0.1:${port}`).sort(),
    );
    expect(snapshot?.memory?.usedRatio).toBeCloseTo(
      Math.max(...(snapshot?.cluster?.nodes ?? []).map(({ usedBytes }) => usedBytes ?? 0)) /
        (64 * 1024 * 1024),
    );
  });

  it('shows that nothing happens in a cluster that nobody else uses', async () => {
    await stage.check();
    stage.pass(1);
    expect((await stage.check()).snapshot).toMatchObject({ operationsPerSecond: 0, hitRatio: null });
  });

  it('shows no figure of a part as one of the whole, and is down once the cluster says that it failed', async () => {
    const lost = cluster.nodes[2];
    lost?.freeze();
    await waitFor(async () => (await stage.check('dev')).outcome === 'down cluster-down');
    const { snapshot, measurements } = await stage.check('dev');
    expect(snapshot).toMatchObject({ keys: null, keyCount: null, memory: null, clients: null });
    expect(snapshot?.cluster?.nodes.filter(({ isRead }) => !isRead)).toHaveLength(1);
    expect(measurements).toEqual({});
    lost?.thaw();
    await waitFor(async () => (await stage.check('dev')).outcome === 'up');
  });
});

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  const endAt = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > endAt) throw new Error('It did not come to that');
    await sleep(200);
  }
}
