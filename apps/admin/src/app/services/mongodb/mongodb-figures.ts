import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { type Use, useOf } from '../use-of';

/** All operations of a second, whatever their kind; null until two samples exist. */
export function operationsOf({ operationsPerSecond }: MongodbSnapshot): number | null {
  if (operationsPerSecond === null) return null;
  return Object.values(operationsPerSecond).reduce((sum, rate) => sum + rate, 0);
}

/** Open connections out of those that the server allows; null where it told neither. */
export function connectionUse({ connections }: MongodbSnapshot, words: Words): Use | null {
  if (connections === null) return null;
  const limit = connections.current + connections.available;
  if (limit === 0) return null;
  const ratio = connections.current / limit;
  const [current, share] = [words.number(connections.current), words.ratio(ratio)];
  return useOf(
    ratio,
    words.say('services.mongodb.connectionsUsed', { current, limit: words.number(limit), share }),
  );
}

/** Data and indexes out of what the plan allows; null where no limit is known. */
export function planUse({ storage }: MongodbSnapshot, words: Words): Use | null {
  if (storage === null || storage.limitBytes === null || storage.usedRatio === null) return null;
  const used = words.bytes(storage.usedRatio * storage.limitBytes);
  const [limit, share] = [words.bytes(storage.limitBytes), words.ratio(storage.usedRatio)];
  return useOf(storage.usedRatio, words.say('services.mongodb.storageUsed', { used, limit, share }));
}
