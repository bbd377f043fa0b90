import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import type { Finding } from '@envscope/integrations/kernel/checks/observe.js';
import { mongodbService } from './mongodb.service.js';

const { connectionsUsedRatio: connectionsFigure, storageUsedRatio: storageFigure } = mongodbService.figures;

/** What the status is judged by. */
export interface MongodbFigures {
  readonly isWithoutPrimary: boolean;
  readonly connectionsUsedRatio: number | null;
  readonly storage: MongodbSnapshot['storage'];
}

/**
 * The status of a MongoDB that answers: `degraded` without a primary (it can be read but not written), from the
 * manifest's share of its connections, and from that of its plan's storage, in this order; else `up`. What is unknown judges nothing.
 */
export function judgeMongodb({ isWithoutPrimary, connectionsUsedRatio, storage }: MongodbFigures): Finding {
  if (isWithoutPrimary) return { status: 'degraded', reason: { code: 'no-primary', params: {} } };
  if (connectionsUsedRatio !== null && connectionsUsedRatio >= connectionsFigure.rule.threshold) {
    const params = { usedRatio: connectionsUsedRatio };
    return { status: 'degraded', reason: { code: 'connections-nearly-exhausted', params } };
  }
  if (storage?.usedRatio && storage.limitBytes && storage.usedRatio >= storageFigure.rule.threshold) {
    const params = { usedRatio: storage.usedRatio, limitBytes: storage.limitBytes };
    return { status: 'degraded', reason: { code: 'storage-nearly-full', params } };
  }
  return { status: 'up' };
}
