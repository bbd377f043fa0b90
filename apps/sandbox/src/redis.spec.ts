import { afterEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Faults } from './faults.ts';
import { startRedis } from './redis.ts';
import type { RedisOptions as ClientOptions } from 'ioredis';
import type { RedisOptions } from './redis.ts';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: Partial<RedisOptions> = {}) {
  const sandbox = await startRedis({
    environment: 'staging',
    host: '127.0.0.1',
    port: 0,
    flavour: 'local',
    faults: new Faults(),
    ...options,
  });
  closing.push(() => sandbox.close());
  return sandbox;
}

function connect(port: number, options: ClientOptions = {}) {
  const client = new Redis({
    port,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    disconnectTimeout: 50,
    commandTimeout: 2000,
    retryStrategy: () => null,
    ...options,
  });
  closing.push(() => client.disconnect());
  const failed = new Promise<Error>((resolve) => void client.on('error', resolve));
  return { client, failed };
}

/** The fields of an INFO answer. */
function fieldsOf(info: string): Record<string, string> {
  return Object.fromEntries(
    [...info.matchAll(/^([^#:\r\n]+):(.*)\r$/gm)].map(([, name, value]) => [name, value]),
  );
}

describe.each([2, 3] as const)('startRedis, for ioredis in RESP%i', (protocol) => {
  it('lets in who knows the password', async () => {
    const { port } = await start({ password: 'sandbox' });
    const { client } = connect(port, {
      protocol,
      password: 'sandbox',
      username: 'default',
      connectionName: 'console',
    });
    expect(await client.ping()).toBe('PONG');
    expect(await client.client('INFO')).toContain(`name=console`);
    expect(await client.client('INFO')).toContain(`resp=${protocol}`);
  });

  it('turns away a wrong password', async () => {
    const { port } = await start({ password: 'sandbox' });
    const { client, failed } = connect(port, { protocol, password: 'guess' });
    await client.connect().catch(() => undefined);
    expect((await failed).message).toMatch(/^WRONGPASS /);
  });

  it('does nothing for who gives no password', async () => {
    const { port } = await start({ password: 'sandbox' });
    const { client } = connect(port, { protocol, enableReadyCheck: false });
    const answer = await client.ping().catch((error: Error) => error.message);
    expect(answer).toMatch(/^NOAUTH |^Connection is closed/);
  });

  it('gives text back byte for byte, in answers of any length', async () => {
    const { port } = await start();
    const { client } = connect(port, { protocol });
    const text = '환경 '.repeat(40_000);
    await client.set('text', text);
    expect(await client.get('text')).toBe(text);
  });

  it('runs a transaction as one answer', async () => {
    const { port } = await start();
    const { client } = connect(port, { protocol });
    const answers = await client
      .multi()
      .hincrby('h', 'GET:/', 1)
      .lpush('l', 'a')
      .expire('l', 60)
      .hgetall('h')
      .exec();
    expect(answers).toEqual([
      [null, 1],
      [null, 1],
      [null, 1],
      [null, { 'GET:/': '1' }],
    ]);
  });
});

describe('startRedis', () => {
  it('holds keys of the environment, and in staging a few that leaked there from production', async () => {
    const { port } = await start({ environment: 'staging' });
    const { client } = connect(port);
    const prefixes = new Map<string, number>();
    for await (const keys of client.scanStream({ count: 50 })) {
      for (const key of keys as string[]) {
        const prefix = key.slice(0, key.indexOf(':') + 1);
        prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
      }
    }
    expect([...prefixes.keys()].sort()).toEqual(['prod:', 'stage:']);
    expect(prefixes.get('stage:')).toBeGreaterThan(100);
    expect(prefixes.get('prod:')).toBeLessThan(15);
  });

  it('holds the same keys every time it starts', async () => {
    const now = () => Date.UTC(2026, 9, 2);
    const [one, other] = [await start({ now }), await start({ now })];
    expect(one.execute('SCAN', '0', 'COUNT', '9999')).toEqual(other.execute('SCAN', '0', 'COUNT', '9999'));
    expect(one.execute('TTL', 'stage:cache:product:200')).toEqual(
      other.execute('TTL', 'stage:cache:product:200'),
    );
  });

  it('moves its counters with what is done to it', async () => {
    const clock = { ms: Date.UTC(2026, 9, 2) };
    const { port } = await start({ now: () => clock.ms });
    const { client } = connect(port);
    const before = fieldsOf(await client.info());
    await client.mget('stage:features', 'nothing');
    await client.get('nothing');
    await client.set('brief', 'x'.repeat(100_000), 'EX', 10);
    const during = fieldsOf(await client.info());
    clock.ms += 11_000;
    const after = fieldsOf(await client.info());

    const grown = (name: string) => Number(after[name]) - Number(before[name]);
    expect(grown('total_commands_processed')).toBe(5);
    expect(grown('keyspace_misses')).toBe(2);
    expect(grown('expired_keys')).toBe(1);
    expect(grown('uptime_in_seconds')).toBe(11);
    expect(Number(during['used_memory']) - Number(before['used_memory'])).toBeGreaterThan(100_000);
    expect(after['used_memory']).toBe(before['used_memory']);
    expect(after['used_memory_peak']).toBe(during['used_memory']);
    expect(after['db0']).toMatch(/^keys=\d+,expires=\d+,avg_ttl=\d+$/);
  });

  it('evicts when it is full, and refuses to write when nothing may go', async () => {
    const { execute } = await start({ maxMemoryBytes: 1_000_000 });
    for (let index = 0; index < 50; index++) execute('SET', `big:${index}`, 'x'.repeat(5000), 'EX', '60');
    expect(fieldsOf((execute('INFO', 'stats') as { report: string }).report)['evicted_keys']).not.toBe('0');
    for (let index = 0; index < 50; index++) execute('SET', `stays:${index}`, 'x'.repeat(5000));
    expect(execute('SET', 'one-more', 'x')).toMatchObject({ error: expect.stringMatching(/^OOM /) });
  });

  it('answers only the asked sections of INFO', async () => {
    const { port } = await start();
    const { client } = connect(port);
    const headings = async (...sections: string[]) =>
      String(await client.call('INFO', ...sections)).match(/# \w+/g) ?? [];
    expect(await headings('memory', 'keyspace')).toEqual(['# Memory', '# Keyspace']);
    expect(await headings()).not.toContain('# Commandstats');
    expect(await headings('everything')).toContain('# Commandstats');
  });
});

describe('startRedis, as Upstash', () => {
  it('reports the few sections of Upstash, and a heading for one that it does not have', async () => {
    const { port } = await start({ flavour: 'upstash' });
    const { client } = connect(port);
    const info = await client.info();
    expect(info.match(/# \w+/g)).toEqual([
      '# Server',
      '# Clients',
      '# Memory',
      '# Stats',
      '# Cluster',
      '# Keyspace',
    ]);
    expect(fieldsOf(info)).toMatchObject({ upstash_version: expect.any(String), max_ops_per_sec: '10000' });
    expect(info).not.toContain('used_memory_rss');
    expect(await client.info('persistence')).toBe('# Persistence\r\n');
  });

  it.each([['SLOWLOG', 'GET', '5'], ['LATENCY', 'LATEST'], ['ROLE'], ['LASTSAVE'], ['DEBUG', 'SLEEP', '0']])(
    'refuses %s in its own words',
    async (command, ...args) => {
      const { port } = await start({ flavour: 'upstash' });
      const { client } = connect(port);
      await expect(client.call(command, ...args)).rejects.toThrow(
        `ERR Command is not available: '${command}'.`,
      );
    },
  );

  it('keeps its settings to itself', async () => {
    const { port } = await start({ flavour: 'upstash' });
    const { client } = connect(port);
    expect(await client.config('GET', 'maxmemory*')).toEqual([]);
  });
});
