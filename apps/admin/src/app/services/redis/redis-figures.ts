import type { RedisSnapshot } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { type Use, useOf } from '../use-of';

/** Why there is no hit rate: no second sample yet, or nothing that was looked up between two. */
export function noHitRatio({ operationsPerSecond }: RedisSnapshot, words: Words): string {
  return words.say(operationsPerSecond === null ? 'services.absent.twoSamples' : 'services.absent.noLookups');
}

/** Memory in use out of the server's limit; null where it is not known or there is no limit. */
export function memoryUse({ memory }: RedisSnapshot, words: Words): Use | null {
  if (memory === null || memory.limitBytes === null || memory.usedRatio === null) return null;
  const [used, limit] = [words.bytes(memory.usedBytes), words.bytes(memory.limitBytes)];
  return useOf(
    memory.usedRatio,
    words.say('services.redis.memoryUsed', { used, limit, share: words.ratio(memory.usedRatio) }),
  );
}
