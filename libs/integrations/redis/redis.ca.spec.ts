import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { createRedisClient } from './redis.client.js';
import { redisSection } from './redis.settings.js';

describeWithRedis('RedisClient on a Redis with a private CA', () => {
  let mine: Certificate;
  let other: Certificate;
  let server: RedisServer;

  beforeAll(async () => {
    [mine, other] = await Promise.all([makeCertificate(), makeCertificate()]);
    server = await startRedisServer({ certificate: mine });
  });
  afterAll(async () => {
    await server.close();
    await Promise.all([mine.remove(), other.remove()]);
  });

  async function ping(caFile?: string): Promise<string> {
    const ca = caFile && redisSection.variables['TLS_CA_FILE']?.schema.parse(caFile);
    const client = createRedisClient(
      redisSection.compose({ REDIS_URL: server.url, TLS_CA_FILE: ca }, 'dev', undefined),
    );
    try {
      await client.ping(AbortSignal.timeout(10_000));
      return 'up';
    } catch (error) {
      return (error as { reason: { code: string } }).reason.code;
    } finally {
      client.close();
    }
  }

  it('trusts it by the environment’s CA file alone', async () => {
    expect(await ping()).toBe('certificate-self-signed');
    expect(await ping(other.certFile)).toBe('certificate-self-signed');
    expect(await ping(mine.certFile)).toBe('up');
  });
});
