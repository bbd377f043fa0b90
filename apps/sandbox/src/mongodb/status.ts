import { Double, Long } from 'bson';
import { grown, levelAt } from './growth.ts';
import type { Document } from 'bson';
import type { MongodbInstance } from './instance.ts';

const MINUTES_7 = 420_000;
/** How an application of a shop spends its operations. */
const MIX = {
  insert: 0.015,
  query: 0.33,
  update: 0.028,
  delete: 0.003,
  getmore: 0.008,
  command: 0.616,
} as const;

/** What serverStatus reports: on a free cluster only the fields that Atlas lets through. */
export function serverStatus(mongodb: MongodbInstance): Document {
  const shared = sharedStatus(mongodb);
  return mongodb.tier === 'm0' ? { ...shared, atlasVersion } : { ...shared, ...dedicatedStatus(mongodb) };
}

const atlasVersion = { version: '20260923.0.0', gitVersion: '0'.repeat(40) };

function sharedStatus(mongodb: MongodbInstance): Document {
  const nowMs = mongodb.now();
  const uptimeMs = nowMs - mongodb.startedAtMs;
  const current = connectionsNow(mongodb);
  return {
    host: mongodb.address(),
    version: mongodb.version,
    process: 'mongod',
    pid: Long.fromNumber(1234),
    uptime: new Double(Math.floor(uptimeMs / 1000)),
    uptimeMillis: Long.fromNumber(uptimeMs),
    uptimeEstimate: Long.fromNumber(Math.floor(uptimeMs / 1000)),
    localTime: new Date(nowMs),
    asserts: { regular: 0, warning: 0, msg: 0, user: counted(mongodb, 0.0004), rollovers: 0 },
    connections: {
      current,
      available: maxConnections(mongodb) - current,
      totalCreated: counted(mongodb, 0.075, mongodb.opened),
    },
    network: {
      bytesIn: counted(mongodb, 310, mongodb.bytesIn),
      bytesOut: counted(mongodb, 1450, mongodb.bytesOut),
      numRequests: counted(mongodb, 1.05, mongodb.messages),
    },
    opcounters: opcounters(mongodb),
    mem: { bits: 64, resident: mongodb.tier === 'm0' ? 0 : 1184, virtual: 3120, supported: true },
    repl: {
      setName: mongodb.replicaSet(),
      isWritablePrimary: mongodb.isPrimary,
      secondary: !mongodb.isPrimary,
      primary: mongodb.primary(),
      me: mongodb.address(),
      hosts: [mongodb.address(), ...mongodb.silentMembers()],
    },
    storageEngine: { name: 'wiredTiger', supportsCommittedReads: true, persistent: true },
  };
}

/** What only a machine of one's own reports; latencies are totals in microseconds. */
function dedicatedStatus(mongodb: MongodbInstance): Document {
  const { query, getmore, insert, update, delete: deleted, command } = MIX;
  const latency = (share: number, averageMicros: number) => ({
    // A second, quicker rhythm, so that the average over a window moves instead of being the same for ever.
    latency: counted(mongodb, share * averageMicros, 0, { swing: 0.75, periodMs: MINUTES_7 }),
    ops: counted(mongodb, share),
  });
  return {
    opLatencies: {
      reads: latency(query + getmore, 640),
      writes: latency(insert + update + deleted, 1450),
      commands: latency(command, 210),
    },
    globalLock: {
      totalTime: Long.fromNumber((mongodb.now() - mongodb.startedAtMs) * 1000),
      currentQueue: { total: 0, readers: 0, writers: 0 },
      activeClients: { total: 0, readers: 0, writers: 0 },
    },
    wiredTiger: {
      cache: {
        'maximum bytes configured': Long.fromNumber(536_870_912),
        'bytes currently in the cache': Long.fromNumber(
          Math.round(levelAt({ perSecond: 3.1e8, swing: 0.2 }, mongodb.now())),
        ),
      },
    },
  };
}

function opcounters(mongodb: MongodbInstance): Document {
  const counts = Object.entries(MIX).map(([kind, share]) => {
    const ofOurs = kind === 'command' ? mongodb.messages : 0;
    return [kind, counted(mongodb, share, ofOurs)];
  });
  return Object.fromEntries(counts) as Document;
}

/** A counter of this share of all operations since the start, and what this sandbox has really seen of it. */
function counted(
  { operationsPerSecond, startedAtMs, now }: MongodbInstance,
  share: number,
  seen = 0,
  rhythm: { swing?: number; periodMs?: number } = {},
): Long {
  return Long.fromNumber(
    grown({ perSecond: operationsPerSecond * share, ...rhythm }, startedAtMs, now()) + seen,
  );
}

function maxConnections({ tier }: MongodbInstance): number {
  return tier === 'm0' ? 500 : 1500;
}

function connectionsNow({ operationsPerSecond, sessions, now }: MongodbInstance): number {
  const ofApplication = levelAt(
    { perSecond: 8 + operationsPerSecond, swing: 0.3, periodMs: MINUTES_7 },
    now(),
  );
  return Math.round(ofApplication) + sessions.size;
}
