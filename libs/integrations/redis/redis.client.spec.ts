import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import {
  describeWithRedis,
  startRedisCluster,
  startRedisServer,
  type RedisCluster,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Cluster, Redis } from 'ioredis';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import { createRedisClient, type RedisClient } from './redis.client.js';

const PASSWORD = 'upstash-like/pass+word';
const soon = () => AbortSignal.timeout(2_000);
const clients: RedisClient[] = [];

function clientOf(url: string, now?: () => number): RedisClient {
  const client = createRedisClient({ url, keyPrefix: 'dev:', type: 'other', commandsPerMonth: null }, now);
  clients.push(client);
  return client;
}

const codeOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'no error',
    (error: { name: string; reason?: { code: string } }) => error.reason?.code ?? error.name,
  );

afterEach(() => clients.splice(0).forEach((client) => client.close()));

describeWithRedis('RedisClient on a Redis with TLS, a password and an ACL', () => {
  let certificate: Certificate;
  let server: RedisServer;

  beforeAll(async () => {
    certificate = await makeCertificate();
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.ca]);
    const narrow = '--user narrow on >narrow-password ~* &* +ping'.split(' ');
    server = await startRedisServer({ certificate, password: PASSWORD, args: narrow });
  });
  afterAll(async () => {
    await server.close();
    await certificate.remove();
  });

  it('reads figures, keys, hashes and lists', async () => {
    const client = clientOf(server.url);
    expect(await client.ping(soon())).toBeGreaterThanOrEqual(0);
    expect((await client.info(soon())).info.text('redis_mode')).toBe('standalone');
    expect(await client.size(soon())).toBe(0);
    expect(await client.scan('0', 10, soon())).toEqual({ next: '0', keys: [] });
    expect(await client.hash('nothing', soon())).toEqual({});
    expect(await client.list('nothing', 10, soon())).toEqual([]);
  });

  it('sends nothing of its own but AUTH', async () => {
    const client = clientOf(server.url);
    await client.ping(soon());
    const { info: commands } = await client.info(soon());
    const before = commands.number('total_commands_processed') ?? Number.NaN;
    const another = clientOf(server.url);
    await another.ping(soon());
    const after = (await client.info(soon())).info.number('total_commands_processed') ?? Number.NaN;
    // The first INFO, AUTH and PING of the other.
    expect(after - before).toBe(3);
  });

  it.each([
    ['no password', (url: string) => url.replace(/default:.*@/, ''), 'unauthorized'],
    [
      'a wrong password',
      (url: string) => url.replace(/default:.*@/, `default:wrong-${PASSWORD.slice(0, 3)}@`),
      'unauthorized',
    ],
    ['plain text', (url: string) => url.replace('rediss:', 'redis:'), 'connection-lost'],
  ])('distinguishes %s', async (_, change, code) => {
    expect(await codeOf(clientOf(change(server.url)).ping(soon()))).toBe(code);
  });

  it('trusts no certificate that nobody vouches for', async () => {
    const unknown = await makeCertificate();
    const impostor = await startRedisServer({ certificate: unknown });
    expect(await codeOf(clientOf(impostor.url).ping(soon()))).toBe('certificate-self-signed');
    await impostor.close();
    await unknown.remove();
  });

  it('names a command that the user may not use', async () => {
    const client = clientOf(server.url.replace(/default:.*@/, 'narrow:narrow-password@'));
    await client.ping(soon());
    expect(await codeOf(client.info(soon()))).toBe('forbidden');
    expect(await codeOf(client.ping(soon()))).toBe('no error');
  });

  it('keeps the password out of its errors', async () => {
    const wrong = `${server.url}`.replace(/default:.*@/, 'default:sesame-open-now@');
    const error = await clientOf(wrong)
      .ping(soon())
      .catch((failure: unknown) => failure);
    expect(inspected(error)).not.toContain('sesame-open-now');
  });
});

describeWithRedis('RedisClient and the database that its URL names', () => {
  let server: RedisServer;
  beforeAll(async () => {
    const narrow = '--user narrow on >narrow-password ~* &* +@all -select'.split(' ');
    server = await startRedisServer({ args: narrow });
  });
  afterAll(() => server.close());

  it.each(['/3', '?db=3'])('reads from the one of %s', async (ending) => {
    const writer = new Redis(`${server.url}/3`);
    await writer.hset('dev:hash', 'field', 'value');
    writer.disconnect();
    const client = clientOf(`${server.url}${ending}`);
    expect(client.place.database).toBe(3);
    expect(await client.hash('dev:hash', soon())).toEqual({ field: 'value' });
    expect(await clientOf(server.url).hash('dev:hash', soon())).toEqual({});
  });

  it.each([
    ['has no such number', (url: string) => `${url}/99`, 99],
    ['lets this user select none', (url: string) => `${url.replace('//', '//narrow:narrow-password@')}/3`, 3],
  ])('reads from none where the server %s, however often it is asked', async (_, urlOf, database) => {
    const client = clientOf(urlOf(server.url));
    for (const ask of [() => client.ping(soon()), () => client.size(soon()), () => client.info(soon())]) {
      const failure = await ask().then(
        () => 'no error',
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ reason: { code: 'database-refused', params: { database } } });
    }
  });
});

describeWithRedis('RedisClient and what it asks itself', () => {
  it('counts as the server does', async () => {
    const server = await startRedisServer({ password: PASSWORD });
    const writer = new Redis(server.url);
    await writer.hset('dev:hash', 'field', 'value');
    const client = clientOf(`${server.url}/2`);
    const first = await client.info(soon());
    await Promise.all([
      client.hash('dev:hash', soon()),
      client.list('dev:none', 9, soon()),
      client.size(soon()),
    ]);
    await Promise.all([client.scan('0', 9, soon()), client.hash('dev:none', soon()), client.ping(soon())]);
    const second = await client.info(soon());
    const grown = (name: string) => (second.info.number(name) ?? NaN) - (first.info.number(name) ?? NaN);
    expect(first.own).toEqual({ commands: 2, hits: 0, misses: 0 });
    expect(second.own.commands - first.own.commands).toBe(grown('total_commands_processed'));
    expect(second.own).toMatchObject({ hits: grown('keyspace_hits'), misses: grown('keyspace_misses') });
    expect(second.own).toMatchObject({ hits: 0, misses: 3 });
    writer.disconnect();
    await server.close();
  });

  it('notices within minutes that its password is not taken any more', async () => {
    let clock = 0;
    const server = await startRedisServer({ password: PASSWORD });
    const client = clientOf(server.url, () => clock);
    await client.ping(soon());
    const admin = new Redis(server.url);
    await admin.config('SET', 'requirepass', 'another-password');
    clock += 4 * 60_000;
    expect(await codeOf(client.ping(soon()))).toBe('no error');
    clock += 60_000;
    expect(await codeOf(client.ping(soon()))).toBe('unauthorized');
    admin.disconnect();
    await server.close();
  });
});

describeWithRedis('RedisClient on a cluster', () => {
  let cluster: RedisCluster;
  let application: Cluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    application = new Cluster(cluster.nodes.map(({ port }) => ({ host: '127.0.0.1', port })));
  });
  afterAll(async () => {
    application.disconnect();
    await cluster.close();
  });

  it('reads a key from whichever server holds it', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `dev:api:${n}`);
    for (const name of names) {
      await application.hset(`${name}:hash`, 'name', name);
      await application.rpush(`${name}:list`, name);
    }
    const client = clientOf(cluster.nodes[1]?.url ?? '');
    for (const name of names) {
      expect(await client.hash(`${name}:hash`, soon())).toEqual({ name });
      expect(await client.list(`${name}:list`, 9, soon())).toEqual([name]);
    }
    expect(await client.hash('dev:none', soon())).toEqual({});
  });

  it('follows a key that is just moving to another server', async () => {
    const slot = await application.cluster('KEYSLOT', 'dev:moving');
    await application.hset('dev:moving', 'is', 'here');
    const links = cluster.nodes.map(({ url }) => new Redis(url));
    const ids = await Promise.all(links.map((link) => link.call('CLUSTER', 'MYID')));
    const from = Math.min(2, Math.floor((slot * 3) / 16_384));
    const to = (from + 1) % 3;
    await links[to]?.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', String(ids[from]));
    await links[from]?.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', String(ids[to]));
    await links[from]?.call('MIGRATE', '127.0.0.1', cluster.nodes[to]?.port ?? 0, 'dev:moving', 0, 1_000);
    expect(await clientOf(cluster.nodes[0]?.url ?? '').hash('dev:moving', soon())).toEqual({ is: 'here' });
    links.forEach((link) => link.disconnect());
  });

  it('has no database but the first', async () => {
    expect(await codeOf(clientOf(`${cluster.nodes[0]?.url}/1`).ping(soon()))).toBe('database-refused');
  });
});

describeWithRedis('RedisClient while the server comes and goes', () => {
  it('finds a server again that was away', async () => {
    const first = await startRedisServer();
    const client = clientOf(first.url);
    await client.ping(soon());
    await first.close();
    expect(await codeOf(client.ping(soon()))).toBe('refused');
    const second = await startRedisServer({ port: first.port });
    expect(await codeOf(client.ping(soon()))).toBe('no error');
    await second.close();
  });

  it('does not wait longer than its signal allows, and asks anew afterwards', async () => {
    const server = await startRedisServer();
    const client = clientOf(server.url);
    await client.ping(soon());
    server.freeze();
    expect(await codeOf(client.ping(AbortSignal.timeout(100)))).toBe('TimeoutError');
    server.thaw();
    expect(await codeOf(client.ping(soon()))).toBe('no error');
    await server.close();
  });

  it('lets many ask at once over one connection', async () => {
    const server = await startRedisServer();
    const client = clientOf(server.url);
    await Promise.all([client.ping(soon()), client.size(soon()), client.hash('x', soon())]);
    expect((await client.info(soon())).info.number('connected_clients')).toBe(1);
    await server.close();
  });
});

describe('RedisClient on a server that says strange things', () => {
  /** Answers every chunk that comes with the same bytes. */
  async function answering(bytes: string) {
    const sockets = new Set<Socket>();
    let connections = 0;
    const server = createServer((socket) => {
      sockets.add(socket);
      connections += 1;
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write(bytes));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
      connections: () => connections,
      close: () => {
        sockets.forEach((socket) => socket.destroy());
        server.close();
      },
    };
  }

  it.each([
    ['-NOAUTH Authentication required.\r\n', 'unauthorized'],
    ['-WRONGPASS invalid username-password pair or user is disabled.\r\n', 'unauthorized'],
    ['-ERR invalid password\r\n', 'unauthorized'],
    ["-NOPERM this user has no permissions to run the 'ping' command\r\n", 'forbidden'],
    ['-LOADING Redis is loading the dataset in memory\r\n', 'loading'],
    ['-ERR max requests limit exceeded. Limit: 500000, Usage: 500000.\r\n', 'quota-exceeded'],
    ['-ERR max daily request limit exceeded. Limit: 10000, Usage: 10001.\r\n', 'quota-exceeded'],
    ['-ERR max concurrent connections exceeded\r\n', 'refused'],
    ["-ERR Command is not available: 'PING'.\r\n", 'client-error'],
    ['-MASTERDOWN Link with MASTER is down\r\n', 'replica-unlinked'],
    ['-CLUSTERDOWN Hash slot not served\r\n', 'cluster-down'],
    ['-MISCONF Redis is configured to save RDB snapshots\r\n', 'server-error'],
    ['HTTP/1.1 400 Bad Request\r\n\r\n<html></html>', 'invalid-answer'],
  ])('understands %j as %s', async (bytes, code) => {
    const server = await answering(bytes);
    expect(await codeOf(clientOf(server.url).ping(soon()))).toBe(code);
    server.close();
  });

  it('stops asking for an hour when the quota is used up, unless it is asked to go on', async () => {
    let clock = 0;
    const server = await answering('-ERR max requests limit exceeded. Limit: 500000, Usage: 500000.\r\n');
    const client = clientOf(server.url, () => clock);
    await codeOf(client.ping(soon()));
    server.close();

    expect(await codeOf(client.ping(soon()))).toBe('quota-exceeded');
    client.resume();
    expect(await codeOf(client.ping(soon()))).not.toBe('quota-exceeded');
    clock += 3_600_000;
    expect(await codeOf(client.ping(soon()))).not.toBe('quota-exceeded');
  });

  it('connects anew after a refused credential, and keeps the connection after any other refusal', async () => {
    const refused = await answering('-NOAUTH Authentication required.\r\n');
    const loading = await answering('-LOADING Redis is loading the dataset in memory\r\n');
    for (const { url } of [refused, loading]) {
      const client = clientOf(url);
      await codeOf(client.ping(soon()));
      await codeOf(client.ping(soon()));
    }
    expect([refused.connections(), loading.connections()]).toEqual([2, 1]);
    refused.close();
    loading.close();
  });

  it('names a host that does not exist', async () => {
    const client = clientOf('redis://redis.invalid:6379');
    expect(await codeOf(client.ping(AbortSignal.timeout(10_000)))).toBe('name-not-resolved');
  });
});

const inspected = (error: unknown) => JSON.stringify(error, Object.getOwnPropertyNames(error));
