import { afterEach, describe, expect, it } from '@jest/globals';
import { Faults } from './faults.ts';
import { startRedis } from './redis.ts';
import { livelyStory, PLOT } from './story.ts';
import { startTraffic, Traffic } from './traffic.ts';
import type { RedisSandbox } from './redis.ts';

const MINUTE_MS = 60_000;
const STARTED_AT_MS = Date.UTC(2026, 9, 2, 14);

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(...environments: string[]) {
  const clock = { ms: STARTED_AT_MS };
  const redis = new Map<string, RedisSandbox>();
  for (const environment of environments) {
    const faults = new Faults();
    const server = await startRedis({
      environment,
      host: '127.0.0.1',
      port: 0,
      flavour: 'local',
      faults,
      now: () => clock.ms,
    });
    closing.push(() => server.close());
    redis.set(environment, server);
  }
  const options = { redis, story: livelyStory, startedAtMs: STARTED_AT_MS, now: () => clock.ms };
  const moveTo = (traffic: Traffic, elapsedMs: number) => {
    clock.ms = STARTED_AT_MS + elapsedMs;
    traffic.advanceTo(clock.ms);
  };
  const serverOf = (environment: string) => redis.get(environment) ?? Promise.reject(new Error(environment));
  return { options, moveTo, server: await serverOf(environments[0] ?? '') };
}

interface Timing {
  response_time: number;
  timestamp: number;
  status_code: number;
}

function hashOf({ execute }: RedisSandbox, key: string): Record<string, number> {
  const { map } = execute('HGETALL', key) as { map: [string, string][] };
  return Object.fromEntries(map.map(([field, count]) => [field, Number(count)]));
}

const listOf = <T>({ execute }: RedisSandbox, key: string): T[] =>
  (execute('LRANGE', key, '0', '-1') as string[]).map((text) => JSON.parse(text) as T);

const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** The share of answers of 500 and above in what was counted between two moments. */
function failureRatio(before: Record<string, number>, after: Record<string, number>): number {
  const grown = (isCounted: (status: string) => boolean) =>
    Object.entries(after).reduce(
      (total, [name, count]) => total + (isCounted(name) ? count - (before[name] ?? 0) : 0),
      0,
    );
  return grown((status) => status >= 'status:500') / grown(() => true);
}

describe('Traffic', () => {
  it('has filled the last three quarters of an hour when it starts', async () => {
    const { options, server } = await start('prod');
    closing.push(startTraffic(options).stop);
    const endpoints = hashOf(server, 'prod:api:metrics:endpoints');
    expect(Object.keys(endpoints)).toHaveLength(10);
    expect(sum(endpoints)).toBe(sum(hashOf(server, 'prod:api:metrics:status_codes')));
    const oldest = listOf<Timing>(server, 'prod:api:timing:GET:/api/orders').at(-1);
    const ageSeconds = STARTED_AT_MS / 1000 - Number(oldest?.timestamp);
    expect(ageSeconds).toBeGreaterThan(40 * 60);
    expect(ageSeconds).toBeLessThanOrEqual(45 * 60);
  });

  it('keeps at most a thousand timings of an endpoint, newest first, for a day', async () => {
    const { options, moveTo, server } = await start('prod');
    moveTo(new Traffic(options), 0);
    const key = 'prod:api:timing:GET:/api/products/:id';
    const timings = listOf<Timing>(server, key);
    expect(timings).toHaveLength(1000);
    expect(timings[0]).toEqual({
      response_time: expect.any(Number),
      timestamp: expect.any(Number),
      status_code: expect.any(Number),
    });
    expect(timings.map(({ timestamp }) => timestamp)).toEqual(
      timings.map(({ timestamp }) => timestamp).sort((a, b) => b - a),
    );
    expect(server.execute('TTL', key)).toBe(86_400);
  });

  it('lists the slow requests, and only those', async () => {
    const { options, moveTo, server } = await start('prod');
    moveTo(new Traffic(options), 11 * MINUTE_MS);
    const slow = listOf<Timing & { endpoint: string }>(server, 'prod:api:alerts:slow_requests');
    expect(slow.length).toBeGreaterThan(3);
    expect(slow.length).toBeLessThanOrEqual(100);
    for (const { endpoint, response_time: seconds } of slow) {
      expect(seconds).toBeGreaterThan(2);
      expect(endpoint).toMatch(/^(GET|POST):\/api\//);
    }
  });

  it.each([
    { twist: 'staging-error-spike', environment: 'staging', prefix: 'stage:' },
    { twist: 'dev-flaky-endpoint', environment: 'dev', prefix: 'dev:' },
  ] as const)('fails more often during $twist than before it', async ({ twist, environment, prefix }) => {
    const { options, moveTo, server } = await start(environment);
    const traffic = new Traffic(options);
    const counts = () => hashOf(server, `${prefix}api:metrics:status_codes`);
    moveTo(traffic, PLOT[twist].from);
    const before = counts();
    moveTo(traffic, PLOT[twist].to);
    expect(failureRatio({}, before)).toBeLessThan(0.02);
    expect(failureRatio(before, counts())).toBeGreaterThan(0.04);
  });

  it('is the same for the same time, however often it is woken', async () => {
    const [one, other] = [await start('dev'), await start('dev')];
    const wokenTwice = new Traffic(one.options);
    one.moveTo(wokenTwice, 0);
    one.moveTo(wokenTwice, 5 * MINUTE_MS);
    const wokenOften = new Traffic(other.options);
    for (let elapsedMs = 0; elapsedMs <= 5 * MINUTE_MS; elapsedMs += 700) other.moveTo(wokenOften, elapsedMs);
    other.moveTo(wokenOften, 5 * MINUTE_MS);
    const key = 'dev:api:timing:GET:/api/products';
    expect(listOf(other.server, key)).toEqual(listOf(one.server, key));
    expect(hashOf(other.server, 'dev:api:metrics:endpoints')).toEqual(
      hashOf(one.server, 'dev:api:metrics:endpoints'),
    );
  });

  it('writes each environment under its own prefix', async () => {
    const { options, moveTo } = await start('dev', 'staging');
    moveTo(new Traffic(options), 0);
    for (const [environment, server] of options.redis) {
      const [, keys] = server.execute('SCAN', '0', 'MATCH', '*api:metrics:*', 'COUNT', '9999') as [
        string,
        string[],
      ];
      const prefix = environment === 'dev' ? 'dev:' : 'stage:';
      expect(keys.sort()).toEqual([`${prefix}api:metrics:endpoints`, `${prefix}api:metrics:status_codes`]);
    }
  });

  it('moves the hits and misses of its Redis', async () => {
    const { options, moveTo, server } = await start('prod');
    const stats = () => {
      const { report } = server.execute('INFO', 'stats') as { report: string };
      const field = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(report)?.[1]);
      return { hits: field('keyspace_hits'), misses: field('keyspace_misses') };
    };
    const before = stats();
    moveTo(new Traffic(options), 0);
    expect(stats().hits).toBeGreaterThan(before.hits);
    expect(stats().misses).toBeGreaterThan(before.misses);
  });
});
