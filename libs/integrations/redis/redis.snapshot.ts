import type { RedisKeyCount, RedisSnapshot } from '@envscope/contracts/index.js';
import { deltasBetween, type CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import { fullestRatio, type ClusterReport } from './figures/redis.cluster.js';
import { COUNTERS, type RedisInfo } from './figures/redis.info.js';
import type { OwnShare } from './connection/redis.own-share.js';
import type { RedisPlace } from './redis.settings.js';

/** What one check read. Null: the server does not allow it. */
export interface RedisReading {
  readonly place: RedisPlace;
  /** Of the server that settings name. */
  readonly info: RedisInfo | null;
  /** Of all masters where it is a cluster, else the same; null also where not all of them could be read. */
  readonly whole: RedisInfo | null;
  /** Undefined where it is no cluster; null where the server does not say. */
  readonly cluster: ClusterReport | null | undefined;
  readonly refused: readonly string[];
  readonly keys: number | null;
  readonly keyCount: RedisKeyCount | null;
  readonly sample: CounterSample | null;
  /** The check before; rates are what happened since. */
  readonly before: CounterSample | null;
  readonly atMs: number;
}

/** The console's share of a counter stands beside it, under these names. */
const OWN = {
  keyspace_hits: 'own_hits',
  keyspace_misses: 'own_misses',
  total_commands_processed: 'own_commands',
} as const;

/** The counters of INFO that rates are made of, and what of them the console asked; a restart gives another source. */
export function sampleOf(info: RedisInfo, own: OwnShare, atMs: number, steadyMs = atMs): CounterSample {
  const counters = COUNTERS.flatMap((name) => {
    const value = info.number(name);
    return value === null ? [] : [[name, value] as const];
  });
  const shares = {
    [OWN.keyspace_hits]: own.hits,
    [OWN.keyspace_misses]: own.misses,
    [OWN.total_commands_processed]: own.commands,
  };
  return {
    atMs,
    steadyMs,
    source: info.text('run_id') ?? '',
    counters: { ...Object.fromEntries(counters), ...shares },
  };
}

/** The detail that people see, made of what one check read. */
export function snapshotOf(reading: RedisReading): RedisSnapshot {
  const { place, info, whole, cluster, keys, keyCount, refused, atMs } = reading;
  const link = info?.text('master_link_status');
  const uptimeSeconds = info?.number('uptime_in_seconds') ?? null;
  return {
    ...place,
    version: info?.text('redis_version') ?? null,
    mode: info?.text('redis_mode') ?? null,
    role: info?.text('role') ?? null,
    cluster: cluster === undefined ? null : clusterOf(cluster),
    primaryLink: link === 'up' || link === 'down' ? link : null,
    uptimeMs: uptimeSeconds === null ? null : uptimeSeconds * 1_000,
    memory: whole && memoryOf(whole, cluster),
    clients: whole && clientsOf(whole),
    ...activityOf(reading),
    keys,
    keyCount,
    commandsProcessed: whole?.number('total_commands_processed') ?? null,
    refused: [...refused],
    sampledAt: new Date(atMs).toISOString(),
  };
}

function clusterOf(report: ClusterReport | null): RedisSnapshot['cluster'] {
  const nodes = (report?.nodes ?? []).map(({ address, read }) => ({
    address,
    isRead: read !== null,
    usedBytes: read?.info.number('used_memory') ?? null,
    limitBytes: read?.info.number('maxmemory') || null,
    keys: read?.keys ?? null,
  }));
  return { state: report?.state ?? null, nodes };
}

function memoryOf(info: RedisInfo, cluster: RedisReading['cluster']): RedisSnapshot['memory'] {
  const usedBytes = info.number('used_memory');
  if (usedBytes === null) return null;
  // 0 is how Redis says "no limit".
  const limitBytes = info.number('maxmemory') || null;
  return {
    usedBytes,
    peakBytes: info.number('used_memory_peak'),
    limitBytes,
    usedRatio: cluster ? fullestRatio(cluster.nodes) : limitBytes && usedBytes / limitBytes,
    policy: info.text('maxmemory_policy'),
    fragmentationRatio: info.number('mem_fragmentation_ratio'),
  };
}

function clientsOf(info: RedisInfo): RedisSnapshot['clients'] {
  const connected = info.number('connected_clients');
  if (connected === null) return null;
  return { connected, blocked: info.number('blocked_clients'), limit: info.number('maxclients') };
}

type Activity = Pick<
  RedisSnapshot,
  'hitRatio' | 'operationsPerSecond' | 'evictedPerMinute' | 'expiredPerMinute'
>;

/**
 * What happened between the check before and this one. Hits, misses and operations are those of others: HGETALL and LRANGE of a
 * key that is not there count as misses, so that the console would lower the share that it shows.
 */
function activityOf({ before, sample }: RedisReading): Activity {
  const grown = before && sample && deltasBetween(before, sample);
  if (!grown)
    return { hitRatio: null, operationsPerSecond: null, evictedPerMinute: null, expiredPerMinute: null };
  const seconds = (sample.atMs - before.atMs) / 1_000;
  const perSecond = (name: string) => {
    const growth = grown[name];
    return growth === undefined ? null : growth / seconds;
  };
  // Over several connections a command may be counted here a moment before INFO counts it: never less than nothing.
  const ofOthers = (name: keyof typeof OWN) => {
    const growth = grown[name];
    return growth === undefined ? undefined : Math.max(0, growth - (grown[OWN[name]] ?? 0));
  };
  const operations = ofOthers('total_commands_processed');
  const perMinute = (name: string) => {
    const rate = perSecond(name);
    return rate === null ? null : rate * 60;
  };
  return {
    hitRatio: shareOf(ofOthers('keyspace_hits'), ofOthers('keyspace_misses')),
    operationsPerSecond: operations === undefined ? null : operations / seconds,
    evictedPerMinute: perMinute('evicted_keys'),
    expiredPerMinute: perMinute('expired_keys'),
  };
}

/** Null where nothing was looked up: neither a good share nor a bad one. */
function shareOf(hits: number | undefined, misses: number | undefined): number | null {
  if (hits === undefined || misses === undefined || hits + misses === 0) return null;
  return hits / (hits + misses);
}
