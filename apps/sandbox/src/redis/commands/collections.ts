import { argument, integer } from './command.ts';
import { OK, Refusal } from '../reply.ts';
import type { Command } from './command.ts';
import type { Reply } from '../reply.ts';

/** The commands on hashes and lists. */
export const COLLECTION_COMMANDS: Readonly<Record<string, Command>> = {
  hget: {
    arity: 3,
    run: (args, { redis }) => redis.keys.read(argument(args, 0), 'hash')?.get(argument(args, 1)) ?? null,
  },
  hmget: {
    arity: -3,
    run: ([key = '', ...fields], { redis }) => {
      const hash = redis.keys.read(key, 'hash');
      return fields.map((field) => hash?.get(field) ?? null);
    },
  },
  hgetall: {
    arity: 2,
    run: (args, { redis }) => ({ map: [...(redis.keys.read(argument(args, 0), 'hash') ?? [])] }),
  },
  hlen: { arity: 2, run: (args, { redis }) => redis.keys.read(argument(args, 0), 'hash')?.size ?? 0 },
  hset: {
    arity: -4,
    writes: true,
    run: ([key = '', ...pairs], { redis }) => {
      if (pairs.length % 2 !== 0) throw new Refusal("ERR wrong number of arguments for 'hset' command");
      return redis.keys.update(key, 'hash', new Map(), ({ value: hash }) => {
        const before = hash.size;
        for (let index = 0; index < pairs.length; index += 2) {
          hash.set(argument(pairs, index), argument(pairs, index + 1));
        }
        return hash.size - before;
      });
    },
  },
  hincrby: {
    arity: 4,
    writes: true,
    run: (args, { redis }) => {
      const step = integer(argument(args, 2));
      return redis.keys.update(argument(args, 0), 'hash', new Map(), ({ value: hash }) => {
        const next = integer(hash.get(argument(args, 1)) ?? '0', 'ERR hash value is not an integer') + step;
        hash.set(argument(args, 1), String(next));
        return next;
      });
    },
  },
  lpush: {
    arity: -3,
    writes: true,
    run: ([key = '', ...items], { redis }) =>
      redis.keys.update(key, 'list', [], ({ value: list }) => list.unshift(...items.reverse())),
  },
  ltrim: {
    arity: 4,
    run: ([key = '', ...range], { redis }): Reply => {
      redis.keys.update(key, 'list', [], (entry) => {
        entry.value = slice(entry.value, range);
      });
      return OK;
    },
  },
  lrange: {
    arity: 4,
    run: ([key = '', ...range], { redis }) => slice(redis.keys.read(key, 'list') ?? [], range),
  },
  llen: { arity: 2, run: (args, { redis }) => redis.keys.read(argument(args, 0), 'list')?.length ?? 0 },
};

/** The elements from `first` to `last`, both included; a negative place counts from the end. */
function slice(list: string[], range: readonly string[]): string[] {
  const [first = 0, last = 0] = range.map((text) => {
    const place = integer(text);
    return place < 0 ? Math.max(list.length + place, -1) : place;
  });
  return list.slice(Math.max(first, 0), last + 1);
}
