import type { RedisKeyCount, RedisSnapshot } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { type Use, useOf } from '../use-of';

/** Memory in use out of the server's limit; null where it is not known or there is no limit. */
export function memoryUse({ memory }: RedisSnapshot, words: Words): Use | null {
  if (memory === null || memory.limitBytes === null || memory.usedRatio === null) return null;
  const [used, limit] = [words.bytes(memory.usedBytes), words.bytes(memory.limitBytes)];
  return useOf(
    memory.usedRatio,
    words.say('services.redis.memoryUsed', { used, limit, share: words.ratio(memory.usedRatio) }),
  );
}

/** Keys that are not this environment's: how many, and of whom; null where there are none. */
export function foreignKeys(
  count: RedisKeyCount,
  words: Words,
): { readonly warning: string; readonly prefixes: readonly string[] } | null {
  if (count.foreign === 0) return null;
  const prefixes = count.foreignPrefixes.map(({ prefix, environment, keys }) =>
    environment === null
      ? words.say('services.redis.foreignOf', { prefix, count: keys })
      : words.say('services.redis.foreignOfEnvironment', { prefix, count: keys, environment }),
  );
  const key = count.isComplete ? 'services.redis.foreignWarning' : 'services.redis.foreignWarningAtLeast';
  return { warning: words.say(key, { count: count.foreign }), prefixes };
}
