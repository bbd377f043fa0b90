import type {
  EndpointsSnapshot,
  IncidentPage,
  Series,
  ServiceDetail,
  WorkersReport,
} from '@envscope/contracts/index.js';
import { sayReason } from '@envscope/texts/say.js';
import { readSettings } from '@envscope/settings/settings.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { sandboxVariables } from '@envscope/testing/servers/sandbox-variables.js';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { ConsoleUnderTest } from './testing/console-under-test.js';
import { CheckWorker } from './worker/check-worker.js';
import { WorkerModule } from './worker/worker.module.js';

jest.setTimeout(120_000);

const DETAIL = '/internal/environments/dev/services/endpoints';
const NOBODY = 'http://127.0.0.1:1/';
/** Marked, so that it is found in whatever leaves. */
const MARK = 'LEAKED';

describeWithRedis('an endpoint that two locations check', () => {
  let redis: RedisServer;
  let console: ConsoleUnderTest;
  const workers = new Map<string, INestApplicationContext>();

  const endpoint = (http: string) =>
    `api=${http.replace('://', `://watcher:${MARK}-password@`)}/app/dev/health?token=${MARK}-token`;
  const variables = (): Record<string, string> => ({
    ...sandboxVariables(console.sandbox, ['dev']),
    ENDPOINTS_DEV: endpoint(console.sandbox.http),
    QUEUE_URL: redis.url,
    LOG_LEVEL: 'error',
    CHECK_TIMEOUT_SECONDS: '2',
    CHECK_INTERVAL_SECONDS: '5',
  });
  const startWorker = async (location: string, more: Record<string, string> = {}): Promise<void> => {
    const named = { ...variables(), ...more, LOCATION: location };
    const settings = readSettings({ variables: named, namesInFiles: [], files: {} });
    const app = await NestFactory.createApplicationContext(WorkerModule.with(settings), { logger: false });
    workers.set(location, app);
    await app.get(CheckWorker).start();
  };
  const stopWorker = async (location: string): Promise<void> => {
    await workers.get(location)?.close();
    workers.delete(location);
  };
  const wordsOf = ({ results, snapshot }: ServiceDetail) => {
    const [endpoint] = (snapshot as EndpointsSnapshot | null)?.endpoints ?? [];
    const reason = results.find(({ target }) => target === endpoint?.name)?.reason;
    return {
      status: endpoint?.status,
      reason: reason ? sayReason('en', reason) : null,
      locations: endpoint?.locations?.map(({ location, standing, status }) =>
        [location, standing, status].join(' '),
      ),
    };
  };
  const until = async (isSo: (words: ReturnType<typeof wordsOf>) => boolean) =>
    wordsOf(await console.until<ServiceDetail>(DETAIL, (detail) => isSo(wordsOf(detail))));

  beforeAll(async () => {
    // What it dumps is searched.
    redis = await startRedisServer({ args: ['--rdbcompression', 'no'] });
    console = await ConsoleUnderTest.start({
      environments: ['dev'],
      variables: ({ http }) =>
        Promise.resolve({
          ENDPOINTS_DEV: endpoint(http),
          QUEUE_URL: redis.url,
          LOCATIONS: 'seoul,frankfurt',
          CHECK_INTERVAL_SECONDS: '5',
          ALERT_SUCCESS_THRESHOLD: '1',
        }),
    });
    await startWorker('seoul');
    await startWorker('frankfurt');
  });
  afterAll(async () => {
    for (const location of [...workers.keys()]) await stopWorker(location);
    await console.close();
    await redis.close();
  });

  it('is up where both reach it', async () => {
    const words = await until(
      ({ locations = [] }) => locations.length > 0 && locations.every((line) => line.endsWith('fresh up')),
    );
    expect(words).toEqual({
      status: 'up',
      reason: null,
      locations: ['seoul fresh up', 'frankfurt fresh up'],
    });
  });

  it('has its workers named', async () => {
    const { body } = await console.get<WorkersReport>('/internal/workers');
    expect(body).toMatchObject({ queue: 'answering', awaySince: null, spreadChecks: 1 });
    expect(body.commandsAMonth).toBeGreaterThan(0);
    expect(body.locations).toMatchObject(
      ['seoul', 'frankfurt'].map((location) => ({
        location,
        checks: 1,
        isStaffed: true,
        broughtAt: expect.any(String),
        silentSince: null,
      })),
    );
    expect(body.workers).toMatchObject(
      ['frankfurt', 'seoul'].map((location) => ({ location, isSilent: false, unknownTargets: 0 })),
    );
  });

  it('is degraded where one does not, with that one named', async () => {
    await stopWorker('frankfurt');
    await startWorker('frankfurt', { ENDPOINTS_DEV: `api=${NOBODY}` });
    const words = await until(({ status }) => status === 'degraded');
    expect(words.reason).toBe(
      'Down from frankfurt only (1 of 2). Connection refused: nothing listens on that port',
    );
    const path = '/internal/incidents?environment=dev&service=endpoints&state=unresolved';
    await console.until<IncidentPage>(path, (page) => page.incidents.length === 1);
  });

  it('is down where none does, and where the only one that reports does not', async () => {
    await console.sandbox.put('/app/dev/health', { status: 503 });
    const words = await until(({ status }) => status === 'down');
    expect(words.reason).toMatch(/^Down from seoul and frankfurt \(2 of 2\)\. /);
    await stopWorker('seoul');
    const alone = await until(({ reason }) => reason?.includes('silent') === true);
    expect(alone.reason).toMatch(/^Down from frankfurt \(1 of 1\); seoul silent since /);
    const { body } = await console.get<Series>(`${DETAIL}/series?target=api@seoul`);
    expect(body.points.map(({ mean }) => mean !== null)).toContain(true);
  });

  it('leaves nothing of its secrets in the queue', async () => {
    const link = new Redis(redis.url);
    const dumps = await Promise.all((await link.keys('*')).map((key) => link.dump(key)));
    link.disconnect();
    expect(dumps.join()).toContain('"target":"api"');
    expect(dumps.join()).not.toContain(MARK);
  });
});
