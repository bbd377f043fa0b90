import { describe, expect, it } from '@jest/globals';
import type { KeyPage, RedisClient } from '@envscope/integrations/redis/redis.client.js';
import { countKeys } from './redis.key-count.js';

const ENVIRONMENTS = new Map([
  ['dev:', 'dev'],
  ['prod:', 'prod'],
]);

/** A walk over the given pages, and how many commands it took. */
async function count(pages: readonly (readonly string[])[], now = () => 0) {
  let commands = 0;
  const client = {
    place: { keyPrefix: 'dev:' },
    scan: (cursor: string): Promise<KeyPage> => {
      commands += 1;
      const page = Number(cursor);
      return Promise.resolve({
        keys: pages[page] ?? [],
        next: page + 1 < pages.length ? `${page + 1}` : '0',
      });
    },
  } as unknown as RedisClient;
  return {
    ...(await countKeys(client, ENVIRONMENTS, AbortSignal.timeout(1_000), { now, steady: now })),
    commands,
  };
}

const numbered = (prefix: string, amount: number) =>
  Array.from({ length: amount }, (_, n) => `${prefix}${n}`);

describe('countKeys', () => {
  it('counts own keys apart from those of other environments and of strangers', async () => {
    const keys = [...numbered('dev:session:', 3), 'prod:a', 'prod:b', 'bull:jobs:1', 'lonely'];
    expect(await count([keys])).toMatchObject({
      own: 3,
      foreign: 4,
      foreignPrefixes: [
        { prefix: 'prod:', environment: 'prod', keys: 2 },
        { prefix: 'bull:', environment: null, keys: 1 },
      ],
      scanned: 7,
      isComplete: true,
    });
  });

  it('does not count a key again that SCAN repeats, and goes on after an empty page', async () => {
    expect(await count([['dev:a', 'dev:b'], [], ['dev:b', 'dev:c']])).toMatchObject({
      own: 3,
      isComplete: true,
    });
  });

  it('asks for twenty pages at most and says that it saw a part', async () => {
    const pages = Array.from({ length: 50 }, (_, page) => [`dev:${page}`]);
    expect(await count(pages)).toMatchObject({ commands: 20, scanned: 20, isComplete: false });
  });

  it('stops when it takes too long', async () => {
    let clock = 0;
    const pages = Array.from({ length: 50 }, (_, page) => [`dev:${page}`]);
    expect(await count(pages, () => (clock += 1_000))).toMatchObject({ commands: 2, isComplete: false });
  });

  it('names at most twenty prefixes, the most frequent first', async () => {
    const strangers = Array.from({ length: 40 }, (_, n) => numbered(`app${n}:`, n + 1)).flat();
    const { foreignPrefixes } = await count([strangers]);
    expect(foreignPrefixes).toHaveLength(20);
    expect(foreignPrefixes[0]).toEqual({ prefix: 'app39:', environment: null, keys: 40 });
  });
});
