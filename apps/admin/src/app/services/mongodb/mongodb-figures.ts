import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import type { FigureOf, Used } from '../figure-writer';

type MongodbFigure = FigureOf<MongodbSnapshot>;

/** All operations of a second, whatever their kind; null until two samples exist. */
export function operationsOf({ operationsPerSecond }: MongodbSnapshot): number | null {
  if (operationsPerSecond === null) return null;
  return Object.values(operationsPerSecond).reduce((sum, rate) => sum + rate, 0);
}

const OPERATIONS: MongodbFigure = {
  label: 'services.mongodb.operations',
  value: operationsOf,
  unit: 'per-second',
  absent: 'services.absent.twoSamples',
};

const DATA_SIZE: MongodbFigure = {
  label: 'services.mongodb.dataSize',
  value: ({ storage }) => storage?.dataBytes,
  unit: 'bytes',
};

export const CARD_FIGURES: readonly MongodbFigure[] = [OPERATIONS, DATA_SIZE];

/** Where it is not known how many connections there may be. */
export const NO_CONNECTIONS: MongodbFigure = { label: 'services.mongodb.connections', value: () => null };

/** Where there is no limit of a plan to compare with. */
export const NO_PLAN: MongodbFigure = {
  label: 'services.mongodb.plan',
  value: () => null,
  absent: ({ storage }) => (storage ? 'services.absent.noLimit' : 'services.absent.figure'),
};

/** Which server it is. */
export const SERVER_FACTS: readonly MongodbFigure[] = [
  { label: 'services.mongodb.version', value: ({ version }) => version },
  {
    label: 'services.mongodb.role',
    value: ({ role }, words) => role && words.say(`services.mongodb.roles.${role}`),
  },
  {
    label: 'services.mongodb.tier',
    value: ({ tier }, words) => tier && words.say(`services.mongodb.tiers.${tier}`),
  },
  { label: 'services.mongodb.uptime', value: ({ uptimeMs }) => uptimeMs, unit: 'duration' },
  { label: 'services.mongodb.host', value: ({ host }) => host },
  { label: 'services.mongodb.database', value: ({ database }) => database },
  {
    label: 'services.mongodb.replicaSet',
    value: ({ replicaSet }) => replicaSet,
    absent: 'services.mongodb.noReplicaSet',
  },
];

export const LOAD_FIGURES: readonly MongodbFigure[] = [
  OPERATIONS,
  {
    label: 'services.mongodb.networkIn',
    value: ({ networkPerSecond }) => networkPerSecond?.inBytes,
    unit: 'bytes-per-second',
    absent: 'services.absent.twoSamples',
  },
  {
    label: 'services.mongodb.networkOut',
    value: ({ networkPerSecond }) => networkPerSecond?.outBytes,
    unit: 'bytes-per-second',
    absent: 'services.absent.twoSamples',
  },
  {
    label: 'services.mongodb.readLatency',
    value: ({ operationLatencyMs }) => operationLatencyMs?.reads,
    unit: 'ms',
    absent: 'services.absent.twoSamples',
  },
  {
    label: 'services.mongodb.writeLatency',
    value: ({ operationLatencyMs }) => operationLatencyMs?.writes,
    unit: 'ms',
    absent: 'services.absent.twoSamples',
  },
  {
    label: 'services.mongodb.commandLatency',
    value: ({ operationLatencyMs }) => operationLatencyMs?.commands,
    unit: 'ms',
    absent: 'services.absent.twoSamples',
  },
  { label: 'services.mongodb.connectionsTotal', value: ({ connections }) => connections?.totalCreated },
];

export const STORAGE_FIGURES: readonly MongodbFigure[] = [
  DATA_SIZE,
  { label: 'services.mongodb.storageSize', value: ({ storage }) => storage?.storageBytes, unit: 'bytes' },
  { label: 'services.mongodb.indexSize', value: ({ storage }) => storage?.indexBytes, unit: 'bytes' },
  { label: 'services.mongodb.collections', value: ({ storage }) => storage?.collections },
  { label: 'services.mongodb.objects', value: ({ storage }) => storage?.objects },
];

/** Open connections out of those that the server allows; null where it reports neither. */
export function connectionUse({ connections }: MongodbSnapshot, words: Words): Used | null {
  if (connections === null) return null;
  const limit = connections.current + connections.available;
  if (limit === 0) return null;
  const ratio = connections.current / limit;
  const [current, share] = [words.number(connections.current), words.ratio(ratio)];
  return {
    ratio,
    text: words.say('services.mongodb.connectionsUsed', { current, limit: words.number(limit), share }),
  };
}

/** Data and indexes out of what the plan allows; null where no limit is known. */
export function planUse({ storage }: MongodbSnapshot, words: Words): Used | null {
  if (storage === null || storage.limitBytes === null || storage.usedRatio === null) return null;
  const used = words.bytes(storage.usedRatio * storage.limitBytes);
  const [limit, share] = [words.bytes(storage.limitBytes), words.ratio(storage.usedRatio)];
  return {
    ratio: storage.usedRatio,
    text: words.say('services.mongodb.storageUsed', { used, limit, share }),
  };
}
