import type { Measurements, MongodbSnapshot } from '@envscope/contracts/index.js';
import { degraded, measured, up, type Finding } from '@envscope/integrations/kernel/checks/finding.js';
import { usedRatio } from './mongodb.figures.js';
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
export function judge({ isWithoutPrimary, connectionsUsedRatio, storage }: MongodbFigures): Finding {
  if (isWithoutPrimary) return degraded('no-primary');
  if (connectionsUsedRatio !== null && connectionsUsedRatio >= connectionsFigure.rule.threshold) {
    return degraded('connections-nearly-exhausted', { usedRatio: connectionsUsedRatio });
  }
  if (storage?.usedRatio && storage.limitBytes && storage.usedRatio >= storageFigure.rule.threshold) {
    const { usedRatio, limitBytes } = storage;
    return degraded('storage-nearly-full', { usedRatio, limitBytes });
  }
  return up();
}

/** The figures that become history. */
export function measure({ connections, operationsPerSecond, storage }: MongodbSnapshot): Measurements {
  return measured(mongodbService, {
    connectionsCurrent: connections?.current,
    connectionsUsedRatio: usedRatio(connections),
    operationsPerSecond:
      operationsPerSecond && Object.values(operationsPerSecond).reduce((sum, rate) => sum + rate, 0),
    dataBytes: storage?.dataBytes,
    storageUsedRatio: storage?.usedRatio,
  });
}
