import type { Shard } from '@envscope/monitoring/workers/shards.js';
import {
  describeWithRedis,
  startRedisServer,
  type RedisServer,
} from '@envscope/testing/servers/redis-server.js';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RivalWatch } from './rival-watch.js';

const KEY = '{spec}:consoles';

const shardsIn = (...locations: (string | undefined)[]): Shard[] =>
  locations.map((location) => ({
    location,
    intervalMs: 5_000,
    id: '5000-1-0',
    offsetMs: 1,
    targets: [],
    digest: 'digest',
  }));

describeWithRedis('consoles that use one queue', () => {
  let server: RedisServer;
  let link: Redis;
  let nowMs: number;

  const console = (name: string, ...locations: (string | undefined)[]) => {
    const watch = new RivalWatch(KEY, name, shardsIn(...locations), () => nowMs);
    return { look: () => watch.look(link, nowMs), leave: () => watch.leave(link) };
  };
  type Console = ReturnType<typeof console>;
  /** Half a minute after the other each: what the first one knows each time. */
  const run = async (times: number, first: Console, ...others: Console[]) => {
    const known = [];
    for (let turn = 0; turn < times; turn += 1) {
      for (const other of others) await other.look();
      known.push(await first.look());
      nowMs += 30_000;
    }
    return known;
  };
  const rivalsOf = (known: Awaited<ReturnType<typeof run>>) => known.map(({ rival }) => rival?.name ?? null);

  beforeAll(async () => {
    server = await startRedisServer({});
    link = new Redis(server.url);
  });
  afterAll(async () => {
    link.disconnect();
    await server.close();
  });
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1);
    await link.del(KEY);
  });

  it('find each other within one and a half minutes where they schedule something else', async () => {
    const [one, other] = [console('one', 'seoul'), console('other', 'seoul', 'tokyo', undefined)];
    const known = await run(4, one, other);
    expect(rivalsOf(known)).toEqual([null, null, 'other', 'other']);
    expect(known.at(-1)?.rival).toMatchObject({ locations: ['seoul', 'tokyo', null] });
    expect(known.map(({ found }) => found)).toEqual(['other', null, null, null]);
    expect((await other.look()).rival?.name).toBe('one');
  });

  it('are none to each other where they schedule the same', async () => {
    const known = await run(6, console('one', 'seoul', 'tokyo'), console('replica', 'tokyo', 'seoul'));
    expect(known).toEqual(known.map(() => ({ rival: null, found: null, hasLeft: false })));
  });

  it('are none after a deployment with other locations, whether the earlier one ended or was killed', async () => {
    const [ended, killed, next] = [
      console('a', 'seoul'),
      console('b', 'tokyo'),
      console('c', 'seoul', 'tokyo'),
    ];
    await ended.look();
    await killed.look();
    await ended.leave();
    const known = await run(6, next);
    expect(rivalsOf(known)).toEqual(known.map(() => null));
    expect(known.map(({ found }) => found)).toEqual(['b', null, null, null, null, null]);
    expect(known.map(({ hasLeft }) => hasLeft)).toEqual([false, false, false, true, false, false]);
    expect(await link.hlen(KEY)).toBe(1);
  });

  it('are none while one takes over from the other', async () => {
    const [before, after] = [console('before', 'seoul'), console('after', 'tokyo')];
    await run(1, after, before);
    await before.look();
    expect((await after.look()).rival).toBeNull();
    await before.leave();
    expect(await after.look()).toMatchObject({ rival: null, hasLeft: true });
  });

  it('are rivals no more once one has left, and know that', async () => {
    const [one, other] = [console('one', 'seoul'), console('other', 'tokyo')];
    await run(4, one, other);
    await other.leave();
    expect(await one.look()).toEqual({ rival: null, found: null, hasLeft: true });
    expect((await one.look()).hasLeft).toBe(false);
  });

  it('are rivals no more once one was killed', async () => {
    const [one, other] = [console('one', 'seoul'), console('other', 'tokyo')];
    await run(4, one, other);
    const known = await run(4, one);
    expect(rivalsOf(known)).toEqual(['other', 'other', null, null]);
    expect(known.map(({ hasLeft }) => hasLeft)).toEqual([false, false, true, false]);
  });

  it('do not mind what others wrote, and leave nothing that lasts', async () => {
    await link.hset(KEY, { x: 'nonsense', y: JSON.stringify({ name: 7 }) });
    expect(await console('one', 'seoul').look()).toEqual({ rival: null, found: null, hasLeft: false });
    expect(await link.pttl(KEY)).toBeGreaterThan(500_000);
    expect((await link.hvals(KEY)).join()).not.toContain('digest');
  });
});
