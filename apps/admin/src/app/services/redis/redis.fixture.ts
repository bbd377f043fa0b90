import type { RedisSnapshot } from '@envscope/contracts/index.js';

/** A local Redis that other environments' keys have found their way into. */
export const REDIS: RedisSnapshot = {
  type: 'local',
  keyPrefix: 'dev:',
  host: 'localhost:6379',
  isTls: false,
  database: 0,
  cluster: null,
  version: '8.2.1',
  mode: 'standalone',
  role: 'master',
  primaryLink: null,
  uptimeMs: 354_000_000,
  memory: {
    usedBytes: 94_371_840,
    peakBytes: 112_197_632,
    limitBytes: 134_217_728,
    usedRatio: 0.703125,
    policy: 'allkeys-lru',
    fragmentationRatio: 1.12,
  },
  clients: { connected: 18, blocked: 1, limit: 10_000 },
  hitRatio: 0.9423,
  operationsPerSecond: 412.4,
  evictedPerMinute: 0,
  expiredPerMinute: 23.5,
  keys: 14_212,
  keyCount: {
    own: 12_904,
    foreign: 1_308,
    foreignPrefixes: [
      { prefix: 'prod:', environment: 'prod', keys: 1_201 },
      { prefix: 'bull:', environment: null, keys: 96 },
    ],
    scanned: 14_212,
    isComplete: true,
    countedAt: '2026-11-23T06:55:00.000Z',
  },
  commandsProcessed: 91_204_118,
  refused: [],
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** An Upstash database, of which INFO reports little, with so many keys that counting them was cut short. */
export const UPSTASH: RedisSnapshot = {
  ...REDIS,
  type: 'upstash',
  keyPrefix: 'stage:',
  host: 'apn1-wise-heron-33112.upstash.io:6379',
  isTls: true,
  version: '6.2.6',
  mode: null,
  uptimeMs: null,
  memory: {
    usedBytes: 31_457_280,
    peakBytes: null,
    limitBytes: null,
    usedRatio: null,
    policy: null,
    fragmentationRatio: null,
  },
  clients: null,
  keyCount: {
    own: 40_000,
    foreign: 0,
    foreignPrefixes: [],
    scanned: 40_000,
    isComplete: false,
    countedAt: '2026-11-23T06:55:00.000Z',
  },
};

/** A server that answers and reports nothing. */
export const SILENT_REDIS: RedisSnapshot = {
  type: 'other',
  keyPrefix: '',
  host: 'redis.internal:6379',
  isTls: false,
  database: 3,
  cluster: null,
  version: null,
  mode: null,
  role: null,
  primaryLink: null,
  uptimeMs: null,
  memory: null,
  clients: null,
  hitRatio: null,
  operationsPerSecond: null,
  evictedPerMinute: null,
  expiredPerMinute: null,
  keys: null,
  keyCount: null,
  commandsProcessed: null,
  refused: ['INFO', 'DBSIZE'],
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** A cluster of which one master cannot be reached from the console, so that nothing is known of the whole. */
export const PARTLY_READ_CLUSTER: RedisSnapshot = {
  ...SILENT_REDIS,
  mode: 'cluster',
  database: 0,
  refused: [],
  cluster: {
    state: 'ok',
    nodes: [
      { address: '10.0.0.1:6379', isRead: true, usedBytes: 94_371_840, limitBytes: null, keys: 812 },
      { address: '10.0.0.2:6379', isRead: false, usedBytes: null, limitBytes: null, keys: null },
    ],
  },
};
