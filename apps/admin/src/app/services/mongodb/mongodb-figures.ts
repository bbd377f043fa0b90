import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import type { TableOf } from '../../ui/tables/table-of';
import type { ServiceFigure, ServiceUse } from '../figure-writer';

type MongodbFigure = ServiceFigure<MongodbSnapshot>;
type Kind = (typeof OPERATION_KINDS)[number];

/** Operations that the server counts, the most frequent of applications first. */
export const OPERATION_KINDS = ['query', 'insert', 'update', 'delete', 'getmore', 'command'] as const;

/** All operations of a second, whatever their kind; null until two samples exist. */
function operationsOf({ operationsPerSecond }: MongodbSnapshot): number | null {
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

/** Which server it is. */
export const SERVER_FACTS: readonly MongodbFigure[] = [
  { label: 'services.word.version', value: ({ version }) => version },
  {
    label: 'services.word.role',
    value: ({ role }, words) => role && words.say(`services.mongodb.roles.${role}`),
  },
  {
    label: 'shell.settings.plan',
    value: ({ tier }, words) => tier && words.say(`services.mongodb.tiers.${tier}`),
  },
  { label: 'services.word.uptime', value: ({ uptimeMs }) => uptimeMs, unit: 'duration' },
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

/** Open connections out of those that the server allows, which it may not report. */
export const CONNECTION_USE: ServiceUse<MongodbSnapshot> = {
  label: 'services.mongodb.connections',
  measurement: 'connectionsUsedRatio',
  used: ({ connections }, words) => {
    if (connections === null) return null;
    const limit = connections.current + connections.available;
    if (limit === 0) return null;
    const ratio = connections.current / limit;
    const [current, share] = [words.number(connections.current), words.ratio(ratio)];
    return {
      ratio,
      text: words.say('services.mongodb.connectionsUsed', { current, limit: words.number(limit), share }),
    };
  },
};

/** Data and indexes out of what the plan allows, where that is known. */
export const PLAN_USE: ServiceUse<MongodbSnapshot> = {
  label: 'services.mongodb.plan',
  measurement: 'storageUsedRatio',
  absent: ({ storage }) => (storage ? 'services.absent.noLimit' : 'services.absent.figure'),
  used: ({ storage }, words) => {
    if (storage === null || storage.limitBytes === null || storage.usedRatio === null) return null;
    const used = words.bytes(storage.usedRatio * storage.limitBytes);
    const [limit, share] = [words.bytes(storage.limitBytes), words.ratio(storage.usedRatio)];
    return {
      ratio: storage.usedRatio,
      text: words.say('services.word.usedOf', { used, limit, share }),
    };
  },
};

/** How often an operation of this kind is run in a second, and its share of all. */
export const OPERATION_TABLE: TableOf<{ readonly kind: Kind; readonly mongodb: MongodbSnapshot }> = {
  key: ({ kind }) => kind,
  stacks: false,
  columns: [
    {
      label: 'shell.word.kind',
      value: ({ kind }, words) => words.say(`services.mongodb.kinds.${kind}`),
    },
    {
      label: 'services.mongodb.rate',
      value: ({ kind, mongodb }) => mongodb.operationsPerSecond?.[kind],
      absent: 'services.absent.twoSamples',
      shape: 'number',
    },
    {
      label: 'services.mongodb.share',
      // A second without operations has no shares.
      value: ({ kind, mongodb }) => {
        const total = operationsOf(mongodb);
        return mongodb.operationsPerSecond && total ? mongodb.operationsPerSecond[kind] / total : null;
      },
      unit: 'ratio',
      absent: 'services.absent.twoSamples',
      shape: 'number',
    },
  ],
};

/** Commands that the server refused, and why. */
export const REFUSAL_TABLE: TableOf<MongodbSnapshot['refused'][number]> = {
  key: ({ command }) => command,
  columns: [
    {
      label: 'services.mongodb.refusedCommand',
      value: ({ command }) => command,
      shape: 'steady',
      isCode: true,
    },
    {
      label: 'shell.word.reason',
      value: ({ code }, words) => words.say(`services.mongodb.refusedCodes.${code}`),
      shape: 'wide',
    },
  ],
};
