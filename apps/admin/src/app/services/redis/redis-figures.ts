import type { RedisSnapshot } from '@envscope/contracts/index.js';
import type { TableOf } from '../../ui/tables/table-of';
import type { ServiceFigure, ServiceUse } from '../figure-writer';

type RedisFigure = ServiceFigure<RedisSnapshot>;
type RedisNode = NonNullable<RedisSnapshot['cluster']>['nodes'][number];

/** Why there is no hit rate: no second sample yet, or nothing that was looked up between two. */
const noHitRatio = ({ operationsPerSecond }: RedisSnapshot) =>
  operationsPerSecond === null ? 'services.absent.twoSamples' : 'services.absent.noLookups';

const MEMORY: RedisFigure = {
  label: 'services.redis.memory',
  value: ({ memory }) => memory?.usedBytes,
  unit: 'bytes',
  absent: 'services.absent.notGiven',
};

const HIT_RATIO: RedisFigure = {
  label: 'measurements.hitRatio',
  value: ({ hitRatio }) => hitRatio,
  unit: 'ratio',
  absent: noHitRatio,
};

const CLIENTS: RedisFigure = {
  label: 'services.redis.clients',
  value: ({ clients }) => clients?.connected,
  absent: 'services.absent.notGiven',
};

/** What the card shows beside memory. */
export const CARD_FIGURES: readonly RedisFigure[] = [
  HIT_RATIO,
  CLIENTS,
  {
    label: 'services.redis.ownKeys',
    value: ({ keyCount }) => keyCount?.own,
    absent: 'services.redis.notCounted',
    note: ({ keyCount }) => (keyCount && !keyCount.isComplete ? 'services.redis.atLeast' : null),
  },
  {
    label: 'services.redis.foreignKeys',
    value: ({ keyCount }) => keyCount?.foreign,
    absent: 'services.redis.notCounted',
    isWarning: ({ keyCount }) => (keyCount?.foreign ?? 0) > 0,
  },
];

/** Memory of a server without a limit. */
export const UNLIMITED_MEMORY: RedisFigure = {
  ...MEMORY,
  note: ({ memory }) => (memory ? 'services.absent.noLimit' : null),
};

/** What the server says of itself; where it is stands in the settings. */
export const SERVER_FACTS: readonly RedisFigure[] = [
  { label: 'services.word.version', value: ({ version }) => version, absent: 'services.absent.notGiven' },
  { label: 'services.redis.mode', value: ({ mode }) => mode, absent: 'services.absent.notGiven' },
  { label: 'services.word.role', value: ({ role }) => role, absent: 'services.absent.notGiven' },
  {
    label: 'services.word.uptime',
    value: ({ uptimeMs }) => uptimeMs,
    unit: 'duration',
    absent: 'services.absent.notGiven',
  },
];

/** Only a replica has a link to a primary. */
export const REPLICA_FACT: RedisFigure = {
  label: 'services.redis.primaryLink',
  value: ({ primaryLink }, words) =>
    primaryLink === null ? null : words.say(`services.redis.primaryLinks.${primaryLink}`),
};

export const MEMORY_FIGURES: readonly RedisFigure[] = [
  MEMORY,
  {
    label: 'services.redis.memoryPeak',
    value: ({ memory }) => memory?.peakBytes,
    unit: 'bytes',
    absent: 'services.absent.notGiven',
  },
  {
    label: 'services.redis.memoryLimit',
    value: ({ memory }) => memory?.limitBytes,
    unit: 'bytes',
    absent: ({ memory }) => (memory ? 'services.absent.noLimit' : 'services.absent.notGiven'),
  },
  {
    label: 'services.redis.fragmentation',
    value: ({ memory }) => memory?.fragmentationRatio,
    absent: 'services.absent.notGiven',
  },
  {
    label: 'services.redis.memoryPolicy',
    value: ({ memory }) => memory?.policy,
    absent: 'services.absent.notGiven',
  },
];

export const TRAFFIC_FIGURES: readonly RedisFigure[] = [
  {
    label: 'services.redis.operations',
    value: ({ operationsPerSecond }) => operationsPerSecond,
    unit: 'per-second',
    absent: 'services.absent.twoSamples',
  },
  HIT_RATIO,
  CLIENTS,
  {
    label: 'services.redis.clientsBlocked',
    value: ({ clients }) => clients?.blocked,
    absent: 'services.absent.notGiven',
  },
  {
    label: 'services.redis.clientsLimit',
    value: ({ clients }) => clients?.limit,
    absent: 'services.absent.notGiven',
  },
  {
    label: 'services.redis.evicted',
    value: ({ evictedPerMinute }) => evictedPerMinute,
    unit: 'per-minute',
    absent: 'services.absent.twoSamples',
    measurement: 'evictedPerMinute',
  },
  {
    label: 'services.redis.expired',
    value: ({ expiredPerMinute }) => expiredPerMinute,
    unit: 'per-minute',
    absent: 'services.absent.twoSamples',
  },
  { label: 'services.redis.keys', value: ({ keys }) => keys, absent: 'services.absent.notGiven' },
  {
    label: 'services.redis.commands',
    value: ({ commandsProcessed }) => commandsProcessed,
    absent: 'services.absent.notGiven',
  },
];

/** What is known of each master of a cluster. */
export const NODE_TABLE: TableOf<RedisNode> = {
  key: ({ address }) => address,
  stacks: false,
  columns: [
    { label: 'shell.settings.host', value: ({ address }) => address, isCode: true },
    {
      label: 'services.redis.memory',
      value: ({ usedBytes }) => usedBytes,
      unit: 'bytes',
      absent: 'services.redis.unread',
      shape: 'number',
    },
    {
      label: 'services.redis.memoryLimit',
      value: ({ limitBytes }) => limitBytes,
      unit: 'bytes',
      absent: ({ isRead }) => (isRead ? 'services.absent.noLimit' : 'services.redis.unread'),
      shape: 'number',
    },
    {
      label: 'measurements.keys',
      value: ({ keys }) => keys,
      absent: 'services.redis.unread',
      shape: 'number',
    },
  ],
};

/** The keys under one prefix. */
export interface PrefixCount {
  /** Null for all prefixes that are not listed one by one. */
  readonly prefix: string | null;
  readonly environment: string;
  /** In words, since a count that was cut short is a lower bound. */
  readonly keys: string;
}

export const PREFIX_TABLE: TableOf<PrefixCount> = {
  key: ({ prefix }) => prefix,
  stacks: false,
  columns: [
    { label: 'services.redis.prefix', cell: 'prefix' },
    { label: 'shell.word.environment', value: ({ environment }) => environment },
    { label: 'measurements.keys', value: ({ keys }) => keys, shape: 'number' },
  ],
};

/** Memory in use out of the server's limit, where it is known and there is one. */
export const MEMORY_USE: ServiceUse<RedisSnapshot> = {
  label: 'services.redis.memory',
  measurement: 'memoryUsedRatio',
  used: ({ memory }, words) => {
    if (memory === null || memory.limitBytes === null || memory.usedRatio === null) return null;
    const [used, limit] = [words.bytes(memory.usedBytes), words.bytes(memory.limitBytes)];
    const share = words.ratio(memory.usedRatio);
    return { ratio: memory.usedRatio, text: words.say('services.word.usedOf', { used, limit, share }) };
  },
};
