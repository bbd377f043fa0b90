import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import type { Finding } from '@envscope/integrations/kernel/observe.js';

/** From this share of the connections that a server allows on, an application will soon get none. */
const CONNECTIONS_DEGRADED = 0.8;
/** Atlas refuses writes on a full cluster, and deleting takes a while. */
const STORAGE_DEGRADED = 0.9;

/** What the status is judged by. */
export interface MongodbFigures {
  readonly isWithoutPrimary: boolean;
  readonly connectionsUsedRatio: number | null;
  readonly storage: MongodbSnapshot['storage'];
}

/**
 * The status of a MongoDB that answers: `degraded` without a primary (it can be read but not written), from 80 % of its
 * connections, and from 90 % of its plan's storage, in this order; else `up`. What is unknown judges nothing.
 */
export function judgeMongodb({ isWithoutPrimary, connectionsUsedRatio, storage }: MongodbFigures): Finding {
  if (isWithoutPrimary) return { status: 'degraded', reason: { code: 'no-primary', params: {} } };
  if (connectionsUsedRatio !== null && connectionsUsedRatio >= CONNECTIONS_DEGRADED) {
    const params = { usedRatio: connectionsUsedRatio };
    return { status: 'degraded', reason: { code: 'connections-nearly-exhausted', params } };
  }
  if (storage?.usedRatio && storage.limitBytes && storage.usedRatio >= STORAGE_DEGRADED) {
    const params = { usedRatio: storage.usedRatio, limitBytes: storage.limitBytes };
    return { status: 'degraded', reason: { code: 'storage-nearly-full', params } };
  }
  return { status: 'up' };
}
