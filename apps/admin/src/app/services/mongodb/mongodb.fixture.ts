import type { MongodbSnapshot } from '@envscope/contracts/index.js';

/** An Atlas cluster of a shared plan that is rather full. */
export const MONGODB: MongodbSnapshot = {
  host: 'cluster0-shard-00-01.ab1cd.mongodb.net',
  database: 'shop',
  version: '8.0.4',
  role: 'primary',
  replicaSet: 'atlas-7x1-shard-0',
  members: [
    'cluster0-shard-00-00.ab1cd.mongodb.net:27017',
    'cluster0-shard-00-01.ab1cd.mongodb.net:27017',
    'cluster0-shard-00-02.ab1cd.mongodb.net:27017',
  ],
  tier: 'shared',
  uptimeMs: 1_046_400_000,
  connections: { current: 43, available: 457, totalCreated: 18_204 },
  operationsPerSecond: { insert: 2.4, query: 31.2, update: 6.1, delete: 0.3, getmore: 4, command: 12.5 },
  networkPerSecond: { inBytes: 18_400, outBytes: 93_100 },
  operationLatencyMs: { reads: 1.8, writes: 4.2, commands: 0.4 },
  storage: {
    collections: 21,
    objects: 182_431,
    dataBytes: 341_835_776,
    storageBytes: 190_054_400,
    indexBytes: 96_468_992,
    limitBytes: 536_870_912,
    usedRatio: 0.8164,
  },
  refused: [
    { command: 'replSetGetStatus', code: 'tier' },
    { command: 'top', code: 'role' },
  ],
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** A server that answers and reports nothing. */
export const SILENT_MONGODB: MongodbSnapshot = {
  host: 'localhost:27017',
  database: 'shop',
  version: null,
  role: null,
  replicaSet: null,
  members: [],
  tier: null,
  uptimeMs: null,
  connections: null,
  operationsPerSecond: null,
  networkPerSecond: null,
  operationLatencyMs: null,
  storage: null,
  refused: [],
  sampledAt: '2026-11-23T07:00:00.000Z',
};
