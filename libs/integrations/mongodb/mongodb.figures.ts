import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import {
  deltasBetween,
  ratesBetween,
  type CounterSample,
} from '@envscope/integrations/kernel/counter-rate.js';
import type { Answer, DatabaseStats, ServerStatus } from './mongodb.client.js';
import type { MongodbPlan } from './mongodb.settings.js';

/**
 * What plans allow for data and indexes, uncompressed. Without a plan in settings there is no limit and no share: the
 * free and the Flex plan look alike, and assuming the smaller one would raise false alarms on the larger.
 */
const LIMIT_BYTES: Readonly<Record<MongodbPlan, number | null>> = {
  m0: 512 * 1024 ** 2,
  flex: 5 * 1024 ** 3,
  dedicated: null,
};

/** What happened between two samples of counters. */
export type Rates = Pick<MongodbSnapshot, 'operationsPerSecond' | 'networkPerSecond' | 'operationLatencyMs'>;

/** The rates of a server that shows no counters. */
export const NO_RATES: Rates = {
  operationsPerSecond: null,
  networkPerSecond: null,
  operationLatencyMs: null,
};

/**
 * The sizes of the database, and how much of the plan they take. Other databases of the cluster count towards the same
 * limit, so that the share is at least this.
 */
export function storageOf(
  { collections, objects, dataBytes, storageBytes, indexBytes }: DatabaseStats,
  plan: MongodbPlan | undefined,
): NonNullable<MongodbSnapshot['storage']> {
  const limitBytes = plan === undefined ? null : LIMIT_BYTES[plan];
  const usedRatio = limitBytes === null ? null : (dataBytes + indexBytes) / limitBytes;
  return { collections, objects, dataBytes, storageBytes, indexBytes, limitBytes, usedRatio };
}

/** The kind of server, by settings or else by what it reports and refuses; null where that says nothing. */
export function tierOf(
  plan: MongodbPlan | undefined,
  host: string,
  answers: readonly Answer<unknown>[],
  status: ServerStatus | undefined,
): MongodbSnapshot['tier'] {
  if (plan) return plan === 'dedicated' ? 'dedicated' : 'shared';
  const isRefusedByTier = answers.some((answer) => 'refusal' in answer && answer.refusal === 'tier');
  if (isRefusedByTier || (status?.isAtlas && !status.latencies)) return 'shared';
  if (/\.mongodb\.net(:|$)/.test(host)) return 'dedicated';
  return status ? 'self-hosted' : null;
}

/** The counters of one status. Uptime is among them, so that a restart is seen even where all others have caught up. */
export function sampleOf(
  { host, uptimeMs, operations, network, latencies }: ServerStatus,
  atMs: number,
  steadyMs = atMs,
): CounterSample {
  const counters: Record<string, number> = { uptimeMs, ...operations, ...network };
  for (const [kind, { latency, ops }] of Object.entries(latencies ?? {})) {
    counters[`${kind}Micros`] = latency;
    counters[`${kind}Ops`] = ops;
  }
  return { atMs, steadyMs, source: host, counters };
}

/** What happened between two samples; null where that is unknown, or where the server does not count it. */
export function ratesOf(before: CounterSample | undefined, after: CounterSample): Rates {
  const rates = ratesBetween(before, after) ?? {};
  const deltas = deltasBetween(before, after) ?? {};
  const { insert, query, update, delete: deleted, getmore, command, bytesIn, bytesOut } = rates;
  const reads = averageMs(deltas, 'reads');
  const writes = averageMs(deltas, 'writes');
  const commands = averageMs(deltas, 'commands');
  const areAllCounted =
    insert !== undefined && query !== undefined && update !== undefined && deleted !== undefined;
  return {
    operationsPerSecond:
      areAllCounted && getmore !== undefined && command !== undefined
        ? { insert, query, update, delete: deleted, getmore, command }
        : null,
    networkPerSecond:
      bytesIn === undefined || bytesOut === undefined ? null : { inBytes: bytesIn, outBytes: bytesOut },
    operationLatencyMs: 'readsOps' in deltas ? { reads, writes, commands } : null,
  };
}

/** The average over what was done in between; null where nothing was. */
function averageMs(deltas: Readonly<Record<string, number>>, kind: string): number | null {
  const [micros, ops] = [deltas[`${kind}Micros`], deltas[`${kind}Ops`]];
  return micros === undefined || !ops ? null : micros / ops / 1_000;
}

/** The share of the connections in use; null where the server shows none. */
export function usedRatio(connections: MongodbSnapshot['connections']): number | null {
  if (!connections) return null;
  const allowed = connections.current + connections.available;
  return allowed > 0 ? connections.current / allowed : null;
}
