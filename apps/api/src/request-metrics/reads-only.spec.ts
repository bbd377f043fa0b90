import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

const READS = ['dbsize', 'hgetall', 'info', 'lrange', 'ping', 'scan'];
/** The recorder of an application gathers for a fifth of a second. */
const LONGER_THAN_A_BATCH_MS = 500;

describeWithRedis("A console on a team's Redis", () => {
  let server: RedisServer;
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    server = await startRedisServer();
    console = await ConsoleUnderTest.start({ variables: { REDIS_URL_DEV: server.url } });
    await console.checked();
  });
  afterAll(async () => {
    await console.close();
    await server.close();
  });

  it('writes nothing into it, and takes no request of its own for one of the application', async () => {
    for (let call = 0; call < 5; call += 1) await console.get('/internal/environments/dev/dashboard');
    await sleep(LONGER_THAN_A_BATCH_MS);
    const redis = new Redis(server.url, { disableClientInfo: true, protocol: 2, enableReadyCheck: false });
    const statistics = await redis.info('commandstats');
    expect(await redis.dbsize()).toBe(0);
    redis.disconnect();
    const commands = [...statistics.matchAll(/^cmdstat_([\w|]+):calls/gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(3);
    expect(commands.filter((name) => !READS.includes(name ?? ''))).toEqual([]);
    const { body } = await console.get('/internal/environments/dev/services/request-metrics');
    expect(body).toMatchObject({ snapshot: { totalRequests: 0 } });
  });
});
