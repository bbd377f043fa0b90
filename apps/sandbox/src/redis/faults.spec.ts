import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Faults } from '../faults.ts';
import { startRedis } from '../redis.ts';
import type { FaultKind } from '../faults.ts';
import type { RedisSandbox } from '../redis.ts';

describe('the faults of Redis', () => {
  const faults = new Faults();
  const clients: Redis[] = [];
  let sandbox: RedisSandbox;

  beforeEach(async () => {
    sandbox = await startRedis({
      environment: 'prod',
      host: '127.0.0.1',
      port: 0,
      flavour: 'upstash',
      password: 'sandbox',
      faults,
    });
  });

  afterEach(async () => {
    faults.clear();
    for (const client of clients.splice(0)) client.disconnect();
    await sandbox.close();
  });

  const arm = (kind: FaultKind, more: { times?: number; delayMs?: number; environment?: string } = {}) =>
    faults.add({ service: 'redis', kind, ...more });

  function connect() {
    const client = new Redis({
      port: sandbox.port,
      password: 'sandbox',
      lazyConnect: true,
      maxRetriesPerRequest: 0,
      disconnectTimeout: 50,
      enableReadyCheck: false,
      disableClientInfo: true,
      commandTimeout: 150,
      retryStrategy: () => null,
    });
    clients.push(client);
    const failed = new Promise<Error>((resolve) => void client.on('error', resolve));
    return { client, failed };
  }

  async function connected() {
    const { client } = connect();
    await client.connect();
    return client;
  }

  it('delays an answer by the time that was asked for', async () => {
    const client = await connected();
    arm('delay', { delayMs: 60, times: 1 });
    const before = performance.now();
    expect(await client.ping()).toBe('PONG');
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  });

  it('is silent while it hangs, and answers in order once that is over', async () => {
    const client = await connected();
    client.options.commandTimeout = undefined;
    arm('hang');
    const late = Promise.all([client.echo('first'), client.echo('second')]);
    const silence = await Promise.race([
      late,
      connected()
        .then((other) => other.ping())
        .catch(String),
    ]);
    expect(silence).toMatch(/timed out|closed/);
    faults.clear();
    expect(await late).toEqual(['first', 'second']);
  });

  it.each(['reset', 'down', 'half-body'] as const)('breaks an open connection off: %s', async (kind) => {
    const client = await connected();
    arm(kind);
    await expect(client.info()).rejects.toThrow(/closed|ECONNRESET/);
  });

  it('closes new connections at once while it is down', async () => {
    arm('down');
    await expect(connect().client.connect()).rejects.toThrow('Connection is closed.');
    faults.clear();
    expect(await (await connected()).ping()).toBe('PONG');
  });

  it('answers garbage that is not Redis', async () => {
    const { client, failed } = connect();
    await client.connect();
    arm('invalid-json');
    const answer = await client.ping().catch((error: Error) => error.message);
    expect(answer).not.toBe('PONG');
    expect((await failed).message).toMatch(/Unknown RESP type/);
  });

  it('turns the right password away, and ends the connections that it had let in', async () => {
    const client = await connected();
    arm('unauthorized');
    await expect(client.ping()).rejects.toThrow(/closed|NOAUTH/);
    const { client: late, failed } = connect();
    await late.connect().catch(() => undefined);
    expect((await failed).message).toMatch(/^WRONGPASS /);
  });

  it.each([
    ['loading', /^LOADING /],
    ['request-limit', /^ERR max requests limit exceeded\. Limit: 500000, Usage: 500000\./],
  ] as const)('lets clients in but refuses their commands: %s', async (kind, text) => {
    arm(kind);
    const client = await connected();
    await expect(client.ping()).rejects.toThrow(text);
    faults.clear();
    expect(await client.ping()).toBe('PONG');
  });

  it('restarts once: another run, with counters from zero and the same keys', async () => {
    const client = await connected();
    const read = async (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(await client.info())?.[1];
    const [runId, keys] = [await read('run_id'), await client.dbsize()];
    arm('restart');
    const restarted = await read('run_id');
    expect(restarted).not.toBe(runId);
    expect(await read('run_id')).toBe(restarted);
    expect(Number(await read('uptime_in_seconds'))).toBeLessThan(5);
    expect(Number(await read('total_commands_processed'))).toBeLessThan(10);
    expect(await client.dbsize()).toBe(keys);
  });

  it('leaves other environments alone', async () => {
    arm('down', { environment: 'dev' });
    expect(await (await connected()).ping()).toBe('PONG');
  });
});
