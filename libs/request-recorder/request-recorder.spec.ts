import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  HttpException,
  Module,
  Param,
  Post,
  Sse,
  UseGuards,
  type CanActivate,
  type INestApplication,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import type { App } from 'supertest/types.js';
import { of } from 'rxjs';
import request from 'supertest';
import { RequestRecorderModule } from './request-recorder.module.js';
import type { RequestRecorderOptions } from './request-recorder.options.js';
import { RequestRecorder } from './request-recorder.js';

class Nobody implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Controller('orders')
class OrdersController {
  @Get(':id')
  read(@Param('id') id: string) {
    return { id };
  }

  @Post()
  create() {
    return {};
  }

  @Get(':id/broken')
  broken() {
    throw new Error('a bug');
  }

  @Get(':id/teapot')
  teapot() {
    throw new HttpException('short and stout', 418);
  }

  @UseGuards(Nobody)
  @Get(':id/secret')
  secret() {
    return {};
  }

  @Sse(':id/events')
  events() {
    return of({ data: 'one' });
  }
}

@Controller('health')
class HealthController {
  @Get()
  health() {
    return 'well';
  }
}

const PREFIX = 'dev:';
const ENDPOINTS = `${PREFIX}api:metrics:endpoints`;
const STATUS_CODES = `${PREFIX}api:metrics:status_codes`;

/** An application with a global prefix and the recorder in it. */
async function startApplication(options: RequestRecorderOptions): Promise<INestApplication<App>> {
  @Module({
    imports: [RequestRecorderModule.forRootAsync({ useFactory: () => options })],
    controllers: [OrdersController, HealthController],
  })
  class AppModule {}

  const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
  const application = module.createNestApplication<INestApplication<App>>({ logger: false });
  application.setGlobalPrefix('api');
  return application.init();
}

describeWithRedis('RequestRecorder in a Nest application', () => {
  let server: RedisServer;
  let redis: Redis;
  let application: INestApplication<App>;

  beforeEach(async () => {
    server = await startRedisServer();
    redis = new Redis(server.url);
    application = await startApplication({ redis: server.url, keyPrefix: PREFIX, exclude: ['/api/health'] });
  });
  afterEach(async () => {
    await application.close();
    redis.disconnect();
    await server.close();
  });

  const get = (path: string) => request(application.getHttpServer()).get(path);
  const written = () => application.get(RequestRecorder).flush();

  it('counts by the pattern of the route, the global prefix and parameters in it', async () => {
    await get('/api/orders/1').expect(200);
    await get('/api/orders/2?page=3').expect(200);
    await request(application.getHttpServer()).post('/api/orders').expect(201);
    await written();
    expect(await redis.hgetall(ENDPOINTS)).toEqual({ 'GET:/api/orders/:id': '2', 'POST:/api/orders': '1' });
    expect(await redis.hgetall(STATUS_CODES)).toEqual({ 'status:200': '2', 'status:201': '1' });
  });

  it('keeps one field for all paths that match no route', async () => {
    for (let n = 0; n < 30; n += 1) await get(`/api/${Math.random().toString(36).slice(2)}/${n}`).expect(404);
    await get('/api').expect(404);
    await written();
    expect(await redis.hgetall(ENDPOINTS)).toEqual({ 'GET:(unmatched)': '31' });
    expect(await redis.hgetall(STATUS_CODES)).toEqual({ 'status:404': '31' });
  });

  it.each([
    ['a bug', 'broken', 500],
    ['an error with a status of its own', 'teapot', 418],
    ['a guard that refuses', 'secret', 403],
  ])('counts the final status of %s', async (_, action, status) => {
    await get(`/api/orders/7/${action}`).expect(status);
    await written();
    expect(await redis.hgetall(STATUS_CODES)).toEqual({ [`status:${status}`]: '1' });
    expect(await redis.hgetall(ENDPOINTS)).toEqual({ [`GET:/api/orders/:id/${action}`]: '1' });
  });

  it('keeps how long each request took, in seconds, for a day', async () => {
    const before = Date.now() / 1_000;
    await get('/api/orders/1');
    await written();
    const key = `${PREFIX}api:timing:GET:/api/orders/:id`;
    const [timing] = (await redis.lrange(key, 0, -1)).map(
      (entry) => JSON.parse(entry) as Record<string, number>,
    );
    expect(timing).toEqual({
      response_time: expect.any(Number),
      timestamp: expect.any(Number),
      status_code: 200,
    });
    expect(timing?.['response_time']).toBeLessThan(2);
    expect(timing?.['timestamp']).toBeGreaterThanOrEqual(before);
    expect(timing?.['timestamp']).toBeLessThanOrEqual(Date.now() / 1_000);
    expect(await redis.ttl(key)).toBeGreaterThan(86_000);
  });

  it('begins every key with the prefix', async () => {
    await get('/api/orders/1');
    application
      .get(RequestRecorder)
      .record({ endpoint: 'GET:/slow', statusCode: 200, durationMs: 2_500, atMs: Date.now() });
    await written();
    const keys = await redis.keys('*');
    expect(keys).toHaveLength(5);
    expect(keys.filter((key) => !key.startsWith(PREFIX))).toEqual([]);
  });

  it('keeps the newest thousand timings and the newest hundred slow requests', async () => {
    const recorder = application.get(RequestRecorder);
    for (let n = 0; n < 1_200; n += 1) {
      recorder.record({ endpoint: 'GET:/busy', statusCode: 200, durationMs: 2_001 + n, atMs: Date.now() });
    }
    await written();
    expect(await redis.llen(`${PREFIX}api:timing:GET:/busy`)).toBe(1_000);
    const slow = await redis.lrange(`${PREFIX}api:alerts:slow_requests`, 0, -1);
    expect(slow).toHaveLength(100);
    expect(JSON.parse(slow[0] ?? '')).toMatchObject({
      endpoint: 'GET:/busy',
      response_time: 3.2,
      status_code: 200,
    });
    expect(await redis.hget(ENDPOINTS, 'GET:/busy')).toBe('1200');
  });

  it('calls nothing slow that takes two seconds', async () => {
    const recorder = application.get(RequestRecorder);
    recorder.record({ endpoint: 'GET:/fair', statusCode: 200, durationMs: 2_000, atMs: Date.now() });
    await written();
    expect(await redis.exists(`${PREFIX}api:alerts:slow_requests`)).toBe(0);
  });

  it('leaves out what is excluded, and event streams', async () => {
    await get('/api/health').expect(200);
    await get('/api/orders/1/events').expect(200);
    await written();
    expect(await redis.exists(ENDPOINTS)).toBe(0);
  });

  it('writes by itself, without being asked', async () => {
    await get('/api/orders/1');
    await eventually(async () => expect(await redis.hget(ENDPOINTS, 'GET:/api/orders/:id')).toBe('1'));
  });

  it('writes what waits when the application stops', async () => {
    await get('/api/orders/1');
    await application.close();
    expect(await redis.hget(ENDPOINTS, 'GET:/api/orders/:id')).toBe('1');
  });
});

describeWithRedis('RequestRecorder while Redis comes and goes', () => {
  it('writes later what was answered while Redis was away', async () => {
    const first = await startRedisServer();
    await first.close();
    const application = await startApplication({ redis: first.url, keyPrefix: PREFIX });
    await request(application.getHttpServer()).get('/api/orders/1').expect(200);
    const recorder = application.get(RequestRecorder);
    await recorder.flush();

    const second = await startRedisServer({ port: first.port });
    const redis = new Redis(second.url);
    await eventually(async () => expect(await redis.hget(ENDPOINTS, 'GET:/api/orders/:id')).toBe('1'));
    expect(recorder.dropped).toBe(0);
    redis.disconnect();
    await application.close();
    await second.close();
  });

  it('answers requests at once while Redis is frozen', async () => {
    const server = await startRedisServer();
    const application = await startApplication({ redis: server.url, keyPrefix: PREFIX });
    const ask = () => request(application.getHttpServer()).get('/api/orders/1').expect(200);
    await ask();
    await application.get(RequestRecorder).flush();
    server.freeze();
    const started = performance.now();
    for (let n = 0; n < 20; n += 1) await ask();
    expect(performance.now() - started).toBeLessThan(1_500);
    server.thaw();
    await application.close();
    await server.close();
  });

  it('writes through the client that the application has, and leaves it open', async () => {
    const server = await startRedisServer();
    const redis = new Redis(server.url);
    const application = await startApplication({ redis, keyPrefix: PREFIX });
    await request(application.getHttpServer()).get('/api/orders/1').expect(200);
    await application.close();
    expect(await redis.hget(ENDPOINTS, 'GET:/api/orders/:id')).toBe('1');
    redis.disconnect();
    await server.close();
  });

  it('counts what Redis refuses as dropped', async () => {
    const server = await startRedisServer({ args: ['--maxmemory', '1', '--maxmemory-policy', 'noeviction'] });
    const application = await startApplication({ redis: server.url, keyPrefix: PREFIX });
    const recorder = application.get(RequestRecorder);
    await request(application.getHttpServer()).get('/api/orders/1').expect(200);
    await recorder.flush();
    expect(recorder.dropped).toBe(1);
    await application.close();
    await server.close();
  });
});

describe('RequestRecorder without Redis', () => {
  it('lets every request pass, and drops and counts what its queue cannot hold', async () => {
    const application = await startApplication({ redis: 'redis://127.0.0.1:1', keyPrefix: PREFIX });
    await request(application.getHttpServer()).get('/api/orders/1').expect(200);
    await request(application.getHttpServer()).get('/api/orders/1/broken').expect(500);
    const recorder = application.get(RequestRecorder);
    const answered = { endpoint: 'GET:/', statusCode: 200, durationMs: 1, atMs: Date.now() };
    for (let n = 0; n < 12_000; n += 1) recorder.record(answered);
    await recorder.flush();
    expect(recorder.dropped).toBe(2_002);
    await application.close();
  });
});

/** Tries again until the expectation holds or four seconds are over. */
async function eventually(expectation: () => Promise<void>): Promise<void> {
  const endAt = Date.now() + 4_000;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > endAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
