import { Network } from '@envscope/integrations/network/network.js';
import type { CheckJob, WorkerReport } from '@envscope/monitoring/workers/messages.js';
import type { Shard } from '@envscope/monitoring/workers/shards.js';
import { observationOf } from '@envscope/testing/observations.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { BullWorkQueue } from './console-queue.js';
import { WorkerQueue, type Processor } from './worker-queue.js';

jest.setTimeout(60_000);

const PASSWORD = 'LEAKED-queue-password';

function shard(id: string, targets: readonly string[], location?: string): Shard {
  return {
    location,
    intervalMs: 2_000,
    id,
    offsetMs: 1,
    digest: 'digest',
    targets: targets.map((target) => ({ environment: 'dev', service: 'endpoints', target })),
  };
}

const seen = (target: string) =>
  observationOf({ service: 'endpoints', covers: 'targets', atMs: Date.now(), results: [{ target }] });

function reportOf(name: string, results: WorkerReport['results'] = []): WorkerReport {
  return {
    version: 1,
    worker: { id: name, name },
    location: null,
    sentAt: new Date().toISOString(),
    checksPerMinute: 0,
    blindSince: null,
    unknown: { count: 0, names: [] },
    isOfSameSettings: true,
    results,
  };
}

describeWithRedis('the queue', () => {
  let server: RedisServer;
  let queue: BullWorkQueue;
  let said: string[];
  let heard: WorkerReport[];
  let turns: string[];
  const workers: WorkerQueue[] = [];

  const place = () => ({ url: server.url, prefix: 'spec' });
  const log = { log: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) };
  const listener = {
    heard: (report: WorkerReport) => void heard.push(report),
    turned: (isAnswering: boolean, cause: string) => void turns.push(isAnswering ? 'answers' : cause),
    rivalled: () => undefined,
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await pause(20);
  };
  const startWorker = async (name: string, process: Processor, url = server.url): Promise<WorkerQueue> => {
    const worker = new WorkerQueue({ url, prefix: 'spec' }, new Network(), {
      location: undefined,
      name,
      process,
      log,
    });
    workers.push(worker);
    await worker.start();
    return worker;
  };

  beforeEach(async () => {
    [said, heard, turns] = [[], [], []];
    // What it dumps is searched.
    server = await startRedisServer({ password: PASSWORD, args: ['--rdbcompression', 'no'] });
    queue = new BullWorkQueue(place(), new Network(), log);
  });
  afterEach(async () => {
    await Promise.all([queue.stop(), ...workers.splice(0).map((worker) => worker.stop())]);
    await server.close();
  });

  it('has each shard worked on once an interval, for a moment that is counted from the epoch', async () => {
    const jobs: { targets: CheckJob['targets']; plannedMs: number; atMs: number }[] = [];
    queue.start([shard('a', ['api', 'web'])], listener);
    const worker = await startWorker('w', ({ targets }, plannedMs) => {
      jobs.push({ targets, plannedMs, atMs: Date.now() });
      return Promise.resolve(null);
    });
    await until(() => jobs.length === 3);
    expect(jobs.map(({ plannedMs }) => plannedMs % 2_000)).toEqual([1, 1, 1]);
    expect(jobs.map(({ plannedMs }) => plannedMs - (jobs[0]?.plannedMs ?? 0))).toEqual([0, 2_000, 4_000]);
    expect(jobs.every(({ plannedMs, atMs }) => atMs >= plannedMs)).toBe(true);
    expect(jobs[0]?.targets).toEqual({ dev: { endpoints: ['api', 'web'] } });
    for (const plannedMs of [1, 2])
      await worker.report(reportOf('w', [{ plannedMs, isRequested: false, observation: seen('api') }]));
    await until(() => heard.length === 2);
    expect(heard.map(({ results }) => results[0]?.plannedMs)).toEqual([1, 2]);
  });

  it('forgets what is planned no more, and has a console that takes over read what was said before', async () => {
    queue.start([shard('old', ['gone']), shard('seoul', ['api'], 'seoul')], listener);
    await until(() => turns.length > 0);
    const worker = await startWorker('w', () => Promise.resolve(null));
    await worker.report(reportOf('w'));
    await queue.stop();
    const next = new BullWorkQueue(place(), new Network(), log);
    heard = [];
    next.start([shard('new', ['api'])], listener);
    await until(() => heard.length > 0);
    await next.stop();
    const redis = new Redis(server.url);
    const keys = await redis.keys('*');
    redis.disconnect();
    expect(keys.filter((key) => /old|seoul/.test(key))).toEqual([]);
    expect(keys.every((key) => key.startsWith('{spec}:'))).toBe(true);
  });

  it('gives a job whose worker died to another one', async () => {
    queue.start([shard('a', ['api'])], listener);
    const taken: string[] = [];
    const dying = await startWorker('dying', (_, plannedMs) => {
      taken.push(`dying ${plannedMs}`);
      return new Promise(() => undefined);
    });
    await until(() => taken.length === 1);
    await queue.stop();
    // Its connections go, and with them its lock is not renewed.
    await dying.stop();
    await startWorker('heir', (_, plannedMs) => {
      taken.push(`heir ${plannedMs}`);
      return Promise.resolve(null);
    });
    const [, plannedMs] = taken[0]?.split(' ') ?? [];
    await until(() => taken.length > 1);
    // Later than its interval of two seconds it is worth nothing any more, and the next ones come.
    expect(taken.slice(1).every((job) => job.startsWith('heir') && job !== `heir ${plannedMs}`)).toBe(true);
  });

  it('takes back what a worker that stops has not begun', async () => {
    queue.start([shard('a', ['api', 'web'])], listener);
    const parts: string[][] = [];
    const process: Processor = (job) => {
      parts.push(job.targets['dev']?.['endpoints'] ?? []);
      const isFirst = parts.length === 1;
      return Promise.resolve(isFirst ? { ...job, targets: { dev: { endpoints: ['web'] } } } : null);
    };
    await startWorker('w', process);
    await until(() => parts.length === 2);
    expect(parts).toEqual([['api', 'web'], ['web']]);
  });

  it('brings what a person asks for at once', async () => {
    queue.start([shard('a', ['api'])], listener);
    await until(() => turns.length > 0);
    const asked: CheckJob[] = [];
    await startWorker('w', (job) => {
      if (job.askedMs !== null) asked.push(job);
      return Promise.resolve(null);
    });
    const target = { environment: 'dev', service: 'endpoints', target: 'web' } as const;
    await queue.ask([target], { location: undefined, isRequested: true });
    await until(() => asked.length === 1);
    expect(asked[0]).toMatchObject({ isRequested: true, targets: { dev: { endpoints: ['web'] } } });
    await expect(queue.ask([target], { location: 'seoul', isRequested: true })).rejects.toThrow();
  });

  it('says that it is away while the server is silent, and plans anew where the server has forgotten', async () => {
    queue.start([shard('a', ['api'])], listener);
    await until(() => turns.includes('answers'));
    server.freeze();
    await until(() => turns.at(-1) !== 'answers');
    const target = { environment: 'dev', service: 'endpoints', target: 'web' } as const;
    await expect(queue.ask([target], { location: undefined, isRequested: true })).rejects.toThrow();
    server.thaw();
    await until(() => turns.at(-1) === 'answers');
    const { port } = server;
    await server.close();
    await until(() => turns.at(-1) !== 'answers');
    expect(turns.at(-1)).toContain('ECONNREFUSED');
    server = await startRedisServer({ password: PASSWORD, port });
    let jobs = 0;
    await startWorker('w', () => {
      jobs += 1;
      return Promise.resolve(null);
    });
    await until(() => jobs > 0);
  });

  it('holds no secret, and repeats none where its password is wrong', async () => {
    queue.start([shard('a', ['api'])], listener);
    await until(() => turns.length > 0);
    const worker = await startWorker('w', () => Promise.resolve(null));
    await worker.report(reportOf('w', [{ plannedMs: 1, isRequested: false, observation: seen('api') }]));
    const redis = new Redis(server.url);
    const dumps = await Promise.all((await redis.keys('*')).map(async (key) => redis.dump(key)));
    redis.disconnect();
    expect(dumps.length).toBeGreaterThan(3);
    expect(dumps.join()).toContain('"environment":"dev"');
    expect(dumps.join()).not.toContain('LEAKED');
    const wrong = server.url.replace(PASSWORD, 'LEAKED-other');
    const refused = startWorker('x', () => Promise.resolve(null), wrong);
    await expect(refused).rejects.toThrow(/refuses the user or the password of QUEUE_URL/);
    await expect(refused).rejects.not.toThrow(/LEAKED/);
    expect(said.join()).not.toContain('LEAKED');
  });

  it('warns of a server that evicts keys', async () => {
    await server.close();
    server = await startRedisServer({ args: ['--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru'] });
    queue = new BullWorkQueue(place(), new Network(), log);
    queue.start([], listener);
    await until(() => turns.includes('answers'));
    expect(said.join()).toContain('allkeys-lru');
  });
});
