import type { RedisSnapshot } from '@envscope/contracts/index.js';
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
