import { freePort } from '@envscope/testing/servers/free-port.js';
import { MongodbSnapshot, type CheckResult } from '@envscope/contracts/index.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { environmentsModule, environmentsOf, type Texts } from '@envscope/testing/environments.js';
import { describeProbeContract, limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import type { MongodbClient } from './mongodb.client.js';
import { MongodbModule } from './mongodb.module.js';
import { MongodbProbe } from './mongodb.probe.js';
import { mongodbSection } from './mongodb.settings.js';

const WRONG_PASSWORD = 'correct-horse-battery';
const FAULTS = { hang: 'hang', garbage: 'html', unauthorized: 'wrong-password' } as const;

/** A started application with nothing but the module. */
async function start(given: Texts): Promise<{ app: INestApplicationContext; probe: MongodbProbe }> {
  const environments = environmentsOf('mongodb', mongodbSection, given);
  const builder = Test.createTestingModule({
    imports: [environmentsModule(environments), MongodbModule.for(environments)],
  });
  const app = await builder.compile();
  await app.init();
  return { app, probe: app.get(MongodbProbe) };
}

const outcome = ([result]: readonly CheckResult[]): string =>
  result ? [result.status, result.reason?.code].join(' ').trim() : 'nothing';

async function checkWith(probe: MongodbProbe, environment: string, limits = limitsOf()) {
  const { results, snapshot } = await probe.observe(environment, limits);
  if (!snapshot) throw new Error(`No snapshot: ${outcome(results)}`);
  return { outcome: outcome(results), result: results[0], snapshot: MongodbSnapshot.parse(snapshot) };
}

describeProbeContract(
  'MongodbProbe',
  async () => {
    const sandbox = await startSandbox();
    const { app, probe } = await start({ dev: { MONGODB_URI: sandbox.mongodb['dev'] ?? '' }, qa: null });
    return {
      probe,
      environment: 'dev',
      unconfigured: 'qa',
      misbehave: (kind) => sandbox.fault({ service: 'mongodb', environment: 'dev', kind: FAULTS[kind] }),
      recover: () => sandbox.clearFaults(),
      close: async () => {
        await sandbox.clearFaults();
        await app.close();
        await sandbox.close();
      },
    };
  },
  { snapshot: MongodbSnapshot, silence: 'down', secrets: ['envscope:sandbox'] },
);

describe('MongodbProbe', () => {
  let sandbox: Sandbox;
  const apps: INestApplicationContext[] = [];
  const probeOf = async (variables: Texts): Promise<MongodbProbe> => {
    const { app, probe } = await start(variables);
    apps.push(app);
    return probe;
  };
  const uriOf = (environment: string): string => sandbox.mongodb[environment] ?? '';

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    await sandbox.clearFaults();
    await Promise.all(apps.splice(0).map((app) => app.close()));
  });
  afterAll(() => sandbox.close());

  it('shows what a free cluster gives, and that it keeps latencies back', async () => {
    const probe = await probeOf({ dev: { MONGODB_URI: uriOf('dev'), MONGODB_PLAN: 'm0' } });
    const { result, snapshot } = await checkWith(probe, 'dev');
    expect(snapshot).toMatchObject({
      database: 'app',
      version: '8.0.13',
      role: 'primary',
      tier: 'shared',
      operationsPerSecond: null,
      operationLatencyMs: null,
      storage: { limitBytes: 512 * 1024 ** 2 },
      refused: [],
    });
    expect(snapshot.members).toHaveLength(3);
    const { dataBytes = 0, indexBytes = 0, usedRatio } = snapshot.storage ?? {};
    expect(usedRatio).toBeCloseTo((dataBytes + indexBytes) / (512 * 1024 ** 2), 9);
    expect(result?.measurements).toEqual({
      connectionsCurrent: snapshot.connections?.current,
      connectionsUsedRatio: (snapshot.connections?.current ?? 0) / 500,
      dataBytes,
      storageUsedRatio: usedRatio,
    });
  });

  it('knows rates and latencies from the second check on', async () => {
    const probe = await probeOf({ prod: { MONGODB_URI: uriOf('prod') } });
    expect((await checkWith(probe, 'prod')).snapshot.operationsPerSecond).toBeNull();
    const { result, snapshot } = await checkWith(probe, 'prod');
    expect(snapshot.operationsPerSecond?.command).toBeGreaterThan(0);
    expect(snapshot.networkPerSecond?.inBytes).toBeGreaterThan(0);
    expect(snapshot.operationLatencyMs).not.toBeNull();
    expect(result?.measurements['operationsPerSecond']).toBeGreaterThan(0);
  });

  it('starts rates anew after a restart', async () => {
    const probe = await probeOf({ prod: { MONGODB_URI: uriOf('prod') } });
    await checkWith(probe, 'prod');
    await sandbox.fault({ service: 'mongodb', environment: 'prod', kind: 'restart', times: 1 });
    const { result, snapshot } = await checkWith(probe, 'prod');
    expect(snapshot.uptimeMs).toBeLessThan(60_000);
    expect(snapshot.operationsPerSecond).toBeNull();
    expect(result?.measurements).not.toHaveProperty('operationsPerSecond');
  });

  it('shows what a role allows and says what it refuses', async () => {
    const probe = await probeOf({ dev: { MONGODB_URI: uriOf('dev') } });
    await sandbox.fault({ service: 'mongodb', environment: 'dev', kind: 'not-allowed' });
    const { outcome: status, snapshot } = await checkWith(probe, 'dev');
    expect(status).toBe('up');
    expect(snapshot.refused).toEqual([{ command: 'serverStatus', code: 'role' }]);
    expect(snapshot).toMatchObject({ connections: null, operationsPerSecond: null, role: 'primary' });
    expect(snapshot.storage?.dataBytes).toBeGreaterThan(0);
  });

  it.each([
    ['dev', 'as a free cluster words it'],
    ['prod', 'as a server of its own words it'],
  ])('does not know how %s is with a wrong password, %s', async (environment) => {
    const uri = uriOf(environment).replace(':sandbox@', `:${WRONG_PASSWORD}@`);
    const probe = await probeOf({ [environment]: { MONGODB_URI: uri } });
    const observation = await probe.observe(environment, limitsOf());
    expect(outcome(observation.results)).toBe('unknown unauthorized');
    expect(JSON.stringify(observation)).not.toContain(WRONG_PASSWORD);
  });

  it.each(['wrong-password', 'wrong-password-atlas'])(
    'notices a password that changes (%s)',
    async (kind) => {
      const probe = await probeOf({ dev: { MONGODB_URI: uriOf('dev') } });
      await checkWith(probe, 'dev');
      await sandbox.fault({ service: 'mongodb', environment: 'dev', kind });
      const statuses: string[] = [];
      // The first command may meet the connection that the server just ended.
      for (let check = 0; check < 2; check += 1) {
        statuses.push(outcome((await probe.observe('dev', limitsOf())).results));
      }
      expect(statuses.at(-1)).toBe('unknown unauthorized');
    },
  );

  it.each([
    { kind: 'reset', expected: 'down connection-lost' },
    { kind: 'half-body', expected: 'down connection-lost' },
    { kind: 'down', expected: 'down connection-lost' },
  ])(
    'calls a server down that ends connections ($kind), and finds it well again',
    async ({ kind, expected }) => {
      const probe = await probeOf({ dev: { MONGODB_URI: uriOf('dev') } });
      await checkWith(probe, 'dev');
      await sandbox.fault({ service: 'mongodb', environment: 'dev', kind });
      expect(outcome((await probe.observe('dev', limitsOf())).results)).toBe(expected);
      await sandbox.clearFaults();
      expect((await checkWith(probe, 'dev')).outcome).toBe('up');
    },
  );

  it('starts at once where nothing listens, and says so', async () => {
    const started = performance.now();
    const probe = await probeOf({
      dev: { MONGODB_URI: `mongodb://envscope:${WRONG_PASSWORD}@127.0.0.1:1/app` },
      qa: { MONGODB_URI: 'mongodb://no.such.host.invalid/app' },
    });
    expect(performance.now() - started).toBeLessThan(2_000);
    const checks = ['dev', 'qa'].map((id) => probe.observe(id, limitsOf()));
    const [refused, lost] = await Promise.all(checks);
    expect(outcome(refused?.results ?? [])).toBe('down refused');
    expect(outcome(lost?.results ?? [])).toBe('down name-not-resolved');
    expect(JSON.stringify([refused, lost])).not.toContain(WRONG_PASSWORD);
  });

  it('says how long it waited for a server that accepts connections and says nothing', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const probe = await probeOf({ dev: { MONGODB_URI: `mongodb://127.0.0.1:${port}/app` } });
    const { results } = await probe.observe('dev', limitsOf());
    mute.close();
    expect(results).toMatchObject([
      { status: 'down', reason: { code: 'timeout', params: { limitMs: 4_000 } } },
    ]);
  });

  it('finds a server that was away at the start', async () => {
    const port = await freePort();
    const probe = await probeOf({
      dev: { MONGODB_URI: `mongodb://127.0.0.1:${port}/app?directConnection=true` },
    });
    expect(outcome((await probe.observe('dev', limitsOf())).results)).toBe('down refused');
    const relay = await relayTo(uriOf('dev'), port);
    try {
      // Without a login all but `hello` and `ping` are refused, which is an answer all the same.
      const { outcome: status, snapshot } = await checkWith(probe, 'dev');
      expect(status).toBe('up');
      expect(snapshot.refused.map(({ command }) => command)).toEqual(['dbStats', 'serverStatus']);
    } finally {
      relay.close();
    }
  });
});

describe('MongodbProbe, by what its client reports,', () => {
  const client: MongodbClient = {
    subject: { host: 'a:27017', database: 'app', plan: undefined },
    hello: () => Promise.resolve({ role: 'secondary', replicaSet: 'rs0', hosts: ['a:27017'], primary: null }),
    ping: () => Promise.resolve(7),
    databaseStats: () => Promise.resolve({ refusal: 'role' }),
    serverStatus: () => Promise.resolve({ refusal: 'tier' }),
  };
  const probeOf = (given: Partial<MongodbClient> = {}): MongodbProbe => {
    const environments = environmentsOf('mongodb', mongodbSection, {
      dev: { MONGODB_URI: 'mongodb://a/app' },
    });
    return new MongodbProbe(PerEnvironment.build('mongodb', environments, () => ({ ...client, ...given })));
  };

  it('is degraded where a set has no primary', async () => {
    expect((await checkWith(probeOf(), 'dev')).outcome).toBe('degraded no-primary');
  });

  it('is up on a secondary that knows its primary', async () => {
    const hello: MongodbClient['hello'] = async (signal) => ({
      ...(await client.hello(signal)),
      primary: 'b:27017',
    });
    expect((await checkWith(probeOf({ hello }), 'dev')).outcome).toBe('up');
  });

  it('gives the round trip of the ping as its latency', async () => {
    expect((await checkWith(probeOf(), 'dev')).result?.latencyMs).toBe(7);
  });

  it('measures nothing where nothing but the connection is allowed', async () => {
    const { result, snapshot } = await checkWith(probeOf(), 'dev');
    expect(result?.measurements).toEqual({});
    expect(snapshot).toMatchObject({ host: 'a:27017', tier: 'shared', storage: null, uptimeMs: null });
    expect(snapshot.refused).toEqual([
      { command: 'dbStats', code: 'role' },
      { command: 'serverStatus', code: 'tier' },
    ]);
  });
});

/** Passes on what comes to a port to the server of a URI. */
async function relayTo(uri: string, port: number): Promise<Server> {
  const target = new URL(uri);
  const relay = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  }).listen(port, '127.0.0.1');
  await once(relay, 'listening');
  return relay;
}
