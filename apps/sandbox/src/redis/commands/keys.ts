import { argument, integer } from './command.ts';
import { globTest } from './glob.ts';
import { OK, Refusal } from '../reply.ts';
import type { Command, CommandContext } from './command.ts';
import type { Reply } from '../reply.ts';

/** The commands on keys of any type, and those on strings. */
export const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  scan: { arity: -2, run: (args, context) => scan(args, context) },
  type: { arity: 2, run: (args, { redis }) => ({ status: redis.keys.type(argument(args, 0)) ?? 'none' }) },
  ttl: { arity: 2, run: (args, context) => ttlSeconds(argument(args, 0), context) },
  expire: {
    arity: -3,
    writes: true,
    run: (args, { redis }) => {
      if (args.length > 2) throw new Refusal(`ERR Unsupported option ${argument(args, 2)}`);
      const expiresAtMs = redis.now() + integer(argument(args, 1)) * 1000;
      return Number(redis.keys.expireAt(argument(args, 0), expiresAtMs));
    },
  },
  del: { arity: -2, run: (args, { redis }) => args.filter((key) => redis.keys.delete(key)).length },
  exists: {
    arity: -2,
    run: (args, { redis }) => args.filter((key) => redis.keys.type(key) !== undefined).length,
  },
  get: { arity: 2, run: (args, { redis }) => redis.keys.read(argument(args, 0), 'string') ?? null },
  mget: {
    arity: -2,
    run: (args, { redis }) =>
      // A key of another type is nil here, not WRONGTYPE.
      args.map(
        (key) => (isStringOrMissing(redis.keys.type(key)) ? redis.keys.read(key, 'string') : null) ?? null,
      ),
  },
  set: { arity: -3, writes: true, run: (args, context) => set(args, context) },
  incr: {
    arity: 2,
    writes: true,
    run: (args, { redis }) =>
      redis.keys.update(argument(args, 0), 'string', '0', (entry) => {
        const next = integer(entry.value) + 1;
        entry.value = String(next);
        return next;
      }),
  },
};

function isStringOrMissing(type: string | undefined): boolean {
  return type === undefined || type === 'string';
}

/** SCAN cursor [MATCH pattern] [COUNT n] [TYPE type]: the filters apply after `n` keys have been read. */
function scan([cursorText = '', ...options]: readonly string[], { redis }: CommandContext): Reply {
  const filters: ((key: string) => boolean)[] = [];
  let count = 10;
  for (let index = 0; index < options.length; index += 2) {
    const value = argument(options, index + 1);
    const option = argument(options, index).toLowerCase();
    if (option === 'match') filters.push(globTest(value));
    else if (option === 'type') filters.push((key) => redis.keys.type(key) === value.toLowerCase());
    else if (option === 'count') count = integer(value);
    else throw new Refusal('ERR syntax error');
  }
  if (count < 1) throw new Refusal('ERR syntax error');
  if (!/^\d+$/.test(cursorText)) throw new Refusal('ERR invalid cursor');
  const page = redis.keys.scan(Number(cursorText), count);
  return [String(page.cursor), page.keys.filter((key) => filters.every((passes) => passes(key)))];
}

function ttlSeconds(key: string, { redis }: CommandContext): number {
  const leftMs = redis.keys.timeLeftMs(key);
  if (leftMs === undefined) return -2;
  return leftMs === Infinity ? -1 : Math.round(leftMs / 1000);
}

/** SET key value [EX seconds | PX milliseconds] [NX | XX]. */
function set([key = '', value = '', ...options]: readonly string[], { redis }: CommandContext): Reply {
  let expiresAtMs: number | undefined;
  let condition: boolean | undefined;
  for (let index = 0; index < options.length; index++) {
    const option = argument(options, index).toLowerCase();
    if (option === 'nx' || option === 'xx') condition = option === 'xx';
    else if (option === 'ex' || option === 'px') {
      const amount = integer(argument(options, ++index));
      if (amount <= 0) throw new Refusal("ERR invalid expire time in 'set' command");
      expiresAtMs = redis.now() + amount * (option === 'ex' ? 1000 : 1);
    } else throw new Refusal('ERR syntax error');
  }
  if (condition !== undefined && condition !== (redis.keys.type(key) !== undefined)) return null;
  redis.keys.replace(key, value, expiresAtMs);
  return OK;
}
