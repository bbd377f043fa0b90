import { afterEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { Faults } from './faults.ts';
import { startMongodb } from './mongodb.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { MongodbOptions } from './mongodb.ts';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type ClientOptions = ConstructorParameters<typeof mongoose.mongo.MongoClient>[1];

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: Partial<MongodbOptions> = {}) {
  const faults = new Faults();
  const clock = { ms: Date.UTC(2026, 9, 2, 9) };
  const sandbox = await startMongodb({
    environment: 'prod',
    host: '127.0.0.1',
    port: 0,
    tier: 'dedicated',
    user: 'envscope',
    password: 'sandbox',
    faults,
    now: () => clock.ms,
    ...options,
  });
  closing.push(() => sandbox.close());
  const arm = (kind: FaultKind, more: Partial<Fault> = {}) =>
    faults.add({ service: 'mongodb', kind, ...more });
  return { ...sandbox, faults, clock, arm };
}

function connect(port: number, login = 'envscope:sandbox@', options: ClientOptions = {}): Client {
  const client = new mongoose.mongo.MongoClient(`mongodb://${login}127.0.0.1:${port}/app?authSource=admin`, {
    serverSelectionTimeoutMS: 1200,
    connectTimeoutMS: 400,
    socketTimeoutMS: 400,
    heartbeatFrequencyMS: 500,
    maxPoolSize: 2,
    retryReads: false,
    ...options,
  });
  closing.push(() => client.close());
  return client;
}

const statusOf = (client: Client) => client.db('admin').command({ serverStatus: 1 });

describe('startMongodb, for the real driver', () => {
  it('lets in who knows the password, also after asking for the mechanisms', async () => {
    const { port } = await start();
    for (const options of [{}, { authMechanism: 'SCRAM-SHA-256' }] as ClientOptions[]) {
      const client = connect(port, undefined, options);
      expect(await client.db('app').command({ ping: 1 })).toMatchObject({ ok: 1 });
      expect(await statusOf(client)).toMatchObject({ ok: 1, version: '8.0.12' });
    }
  });

  it('speaks OP_MSG from the first message on where the driver asks for the stable API', async () => {
    const { port } = await start();
    expect(await statusOf(connect(port, undefined, { serverApi: '1' }))).toMatchObject({ ok: 1 });
  });

  it.each([
    ['dedicated', 'envscope:guess@', 18, 'Authentication failed.'],
    ['m0', 'envscope:guess@', 8000, 'bad auth : authentication failed'],
    ['dedicated', 'somebody:sandbox@', 18, 'Authentication failed.'],
  ] as const)('turns a wrong login away as %s does (%s)', async (tier, login, code, message) => {
    const { port } = await start({ tier });
    await expect(connect(port, login).connect()).rejects.toMatchObject({ code, message });
  });

  it('answers strangers no more than a ping', async () => {
    const { port } = await start();
    const stranger = connect(port, '');
    expect(await stranger.db('app').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await expect(statusOf(stranger)).rejects.toMatchObject({ code: 13, codeName: 'Unauthorized' });
  });

  it('is a writable primary of a replica set of which only it can be reached', async () => {
    const { port } = await start();
    const hello = await connect(port).db('admin').command({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, hosts: [`127.0.0.1:${port}`], ok: 1 });
  });

  it('reports on a free cluster only the fields of the whitelist', async () => {
    const { port } = await start({ tier: 'm0' });
    const status = await statusOf(connect(port));
    expect(Object.keys(status)).toEqual(expect.arrayContaining(['opcounters', 'repl', 'atlasVersion']));
    for (const field of ['opLatencies', 'wiredTiger', 'globalLock']) expect(status).not.toHaveProperty(field);
    expect(status['connections'].current + status['connections'].available).toBe(500);
  });

  it('reports the size of the application and closes the system databases of a free cluster', async () => {
    const client = connect((await start({ tier: 'm0' })).port);
    const stats = await client.db('app').command({ dbStats: 1 });
    expect(stats).toMatchObject({ db: 'app', collections: 14, scaleFactor: 1 });
    const inKilobytes = await client.db('app').command({ dbStats: 1, scale: 1024 });
    expect(inKilobytes['dataSize']).toBe(Math.round(stats['dataSize'] / 1024));
    await expect(client.db('config').command({ dbStats: 1 })).rejects.toMatchObject({ code: 8000 });
  });

  it('does not know what it need not know', async () => {
    const { port } = await start();
    const finding = connect(port).db('app').collection('orders').findOne({});
    await expect(finding).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  });

  it('counts on as its clock does, the same for all who ask', async () => {
    const { port, clock } = await start();
    const client = connect(port);
    const before = await statusOf(client);
    clock.ms += 60_000;
    const after = await statusOf(client);
    const other = await statusOf(connect(port));
    const perSecond = (after['opcounters'].query - before['opcounters'].query) / 60;
    expect(perSecond).toBeGreaterThan(3);
    expect(perSecond).toBeLessThan(40);
    expect(after['uptime'] - before['uptime']).toBe(60);
    expect(other['opcounters'].query).toBe(after['opcounters'].query);
    const [first, second] = [before['opLatencies'].reads, after['opLatencies'].reads];
    const averageMicros = (second.latency - first.latency) / (second.ops - first.ops);
    expect(averageMicros).toBeGreaterThan(50);
    expect(averageMicros).toBeLessThan(3000);
  });
});

describe('the faults of MongoDB', () => {
  it.each([
    ['wrong-password', 18, 'Authentication failed.'],
    ['wrong-password-atlas', 8000, 'bad auth : authentication failed'],
  ] as const)(
    'turns the right password away, also from an open connection: %s',
    async (kind, code, message) => {
      const { port, arm, faults } = await start();
      const client = connect(port);
      await statusOf(client);
      arm(kind);
      await expect(statusOf(client)).rejects.toThrow('closed');
      await expect(statusOf(client)).rejects.toMatchObject({ code, message });
      faults.clear();
      expect(await statusOf(client)).toMatchObject({ ok: 1 });
    },
  );

  it('refuses serverStatus alone: not-allowed', async () => {
    const { port, arm } = await start({ tier: 'm0' });
    const client = connect(port);
    arm('not-allowed');
    await expect(statusOf(client)).rejects.toMatchObject({ code: 8000, codeName: 'AtlasError' });
    expect(await client.db('app').command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  it('delays an answer by the time that was asked for', async () => {
    const { port, arm } = await start();
    const client = connect(port);
    await statusOf(client);
    arm('delay', { delayMs: 60 });
    const before = performance.now();
    await statusOf(client);
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  });

  it('is silent while it hangs', async () => {
    const { port, arm } = await start();
    const client = connect(port);
    await statusOf(client);
    arm('hang');
    await expect(statusOf(client)).rejects.toThrow('timed out');
  });

  it.each(['reset', 'down', 'half-body', 'invalid-json'] as const)(
    'breaks the conversation: %s',
    async (kind) => {
      const { port, arm, faults } = await start();
      const client = connect(port);
      await statusOf(client);
      arm(kind);
      await expect(statusOf(client)).rejects.toMatchObject({ name: expect.stringMatching(/^Mongo/) });
      faults.clear();
      expect(await statusOf(client)).toMatchObject({ ok: 1 });
    },
  );

  it('restarts once, with counters that begin again', async () => {
    const { port, arm, clock } = await start();
    const client = connect(port);
    const before = await statusOf(client);
    arm('restart');
    expect((await statusOf(client))['uptime']).toBe(0);
    clock.ms += 5000;
    const after = await statusOf(client);
    expect(after['uptime']).toBe(5);
    expect(after['opcounters'].query).toBeLessThan(before['opcounters'].query);
  });

  it('is no primary any more: primary-change', async () => {
    const { port, arm } = await start();
    arm('primary-change');
    const impatient = connect(port, undefined, { serverSelectionTimeoutMS: 200 });
    await expect(impatient.connect()).rejects.toMatchObject({ name: 'MongoServerSelectionError' });
    const client = connect(port, undefined, { readPreference: 'primaryPreferred' });
    const { repl } = await client
      .db('admin')
      .command({ serverStatus: 1 }, { readPreference: 'primaryPreferred' });
    expect(repl).toMatchObject({ isWritablePrimary: false, secondary: true });
    expect(repl.primary).not.toBe(repl.me);
  });
});
