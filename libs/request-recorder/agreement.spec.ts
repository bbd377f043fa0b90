import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { createRedisClient, type RedisClient } from '@envscope/integrations/redis/redis.client.js';
import { RequestMetricsClient } from '@envscope/integrations/request-metrics/request-metrics.client.js';
import { RequestMetricsReader } from '@envscope/integrations/request-metrics/request-metrics.reader.js';
import { requestMetricsSection } from '@envscope/integrations/request-metrics/request-metrics.settings.js';
import { environmentsOf } from '@envscope/testing/environments.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { RequestRecorder } from './request-recorder.js';

/** The documentation's example in a language. */
function exampleIn(language: 'js' | 'python'): string {
  const text = readFileSync(new URL('../../docs/request-metrics.md', import.meta.url), 'utf8');
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text)?.[1] ?? '';
}

const PYTHON = process.env['PYTHON'] ?? 'python3';
const hasPython = spawnSync(PYTHON, ['-c', 'import redis']).status === 0;

describeWithRedis('RequestRecorder and RequestMetricsReader', () => {
  let server: RedisServer;
  let recorder: RequestRecorder;
  let connection: RedisClient;
  let reader: RequestMetricsReader;

  beforeAll(async () => {
    server = await startRedisServer();
    recorder = new RequestRecorder({ redis: server.url, keyPrefix: 'stage:' });
    const variables = { staging: { REDIS_URL: server.url } };
    const environments = environmentsOf('request-metrics', requestMetricsSection, variables);
    const clients = PerEnvironment.build('request-metrics', environments, (settings) => {
      connection = createRedisClient(settings);
      return new RequestMetricsClient(connection);
    });
    reader = new RequestMetricsReader(clients);
  });
  afterAll(async () => {
    await recorder.onApplicationShutdown();
    connection.close();
    await server.close();
  });

  it('agree on keys, fields and units: what one writes the other reads', async () => {
    const atMs = Date.now();
    const endpoint = 'GET:/api/orders/:id';
    recorder.record({ endpoint, statusCode: 200, durationMs: 125.5, atMs });
    recorder.record({ endpoint, statusCode: 500, durationMs: 2_250, atMs });
    recorder.record({ endpoint: 'POST:/api/orders', statusCode: 201, durationMs: 10, atMs });
    await recorder.flush();

    expect(await reader.totals('staging')).toMatchObject({
      endpoints: { [endpoint]: 2, 'POST:/api/orders': 1 },
      statusCodes: { 200: 1, 201: 1, 500: 1 },
    });
    expect(await reader.endpoint('staging', endpoint)).toMatchObject({
      requests: 2,
      samples: 2,
      minMs: 125.5,
      maxMs: 2_250,
      errorRatio: 0.5,
      newestAt: new Date(atMs).toISOString(),
    });
    expect(await reader.slowRequests('staging', 10)).toEqual([
      { endpoint, responseMs: 2_250, statusCode: 500, at: new Date(atMs).toISOString() },
    ]);
    expect(await reader.popular('staging', 1)).toEqual([{ endpoint, requests: 2 }]);
  });

  /** Runs a program that records one fast and one slow request, and checks that the reader understands it. */
  async function expectToBeRead(program: string, command: string, args: string[], endpoint: string) {
    const env = { ...process.env, REDIS_URL: server.url };
    const { status, stderr } = spawnSync(command, [...args, program], { env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const timings = await reader.endpoint('staging', endpoint);
    expect(timings).toMatchObject({ samples: 2, minMs: 125, maxMs: 2_500, errorRatio: 0.5 });
    expect(Math.abs(Date.parse(timings.newestAt ?? '') - Date.now())).toBeLessThan(60_000);
    await reader.sample('staging', AbortSignal.timeout(1_000));
    expect((await reader.totals('staging')).endpoints).toHaveProperty([endpoint], 2);
  }

  it('agree with the example for Node', () =>
    expectToBeRead(
      `${exampleIn('js')}
       await record('stage:', 'GET:/node', 200, 0.125);
       await record('stage:', 'GET:/node', 500, 2.5);
       redis.disconnect();`,
      process.execPath,
      ['--input-type=module', '-e'],
      'GET:/node',
    ));

  if (!hasPython)
    process.stderr.write('skipped, since Python has no package redis: the example for Python\n');
  (hasPython ? it : it.skip)('agree with the example for Python', () =>
    expectToBeRead(
      `${exampleIn('python')}
record("stage:", "GET:/python", 200, 0.125)
record("stage:", "GET:/python", 500, 2.5)`,
      PYTHON,
      ['-c'],
      'GET:/python',
    ),
  );
});
