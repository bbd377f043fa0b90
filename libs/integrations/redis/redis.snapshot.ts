import type { RedisKeyCount, RedisSnapshot } from '@envscope/contracts/index.js';
import { deltasBetween, type CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import type { RedisInfo } from './redis.info.js';
import type { RedisPlace } from './redis.settings.js';

/** What one look read. Null: the server did not let us. */
export interface RedisReading {
  readonly place: RedisPlace;
  readonly info: RedisInfo | null;
  readonly keys: number | null;
  readonly keyCount: RedisKeyCount | null;
  readonly sample: CounterSample | null;
  /** The look before; rates are what happened since. */
  readonly before: CounterSample | null;
  readonly atMs: number;
}

const COUNTERS = [
  'keyspace_hits',
  'keyspace_misses',
  'total_commands_processed',
  'evicted_keys',
  'expired_keys',
] as const;

/** The counters of INFO that rates are made of; a restart gives another source. */
export function sampleOf(info: RedisInfo, atMs: number): CounterSample {
  const counters = COUNTERS.flatMap((name) => {
    const value = info.number(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { atMs, source: info.text('run_id') ?? '', counters: Object.fromEntries(counters) };
}

/** The detail that people see, made of what one look read. */
export function snapshotOf(reading: RedisReading): RedisSnapshot {
  const { place, info, keys, keyCount, atMs } = reading;
  const link = info?.text('master_link_status');
  const uptimeSeconds = info?.number('uptime_in_seconds') ?? null;
  return {
    ...place,
    version: info?.text('redis_version') ?? null,
    mode: info?.text('redis_mode') ?? null,
    role: info?.text('role') ?? null,
    primaryLink: link === 'up' || link === 'down' ? link : null,
    uptimeMs: uptimeSeconds === null ? null : uptimeSeconds * 1_000,
    memory: info && memoryOf(info),
    clients: info && clientsOf(info),
    ...activityOf(reading),
    keys,
    keyCount,
    commandsProcessed: info?.number('total_commands_processed') ?? null,
    sampledAt: new Date(atMs).toISOString(),
  };
}

function memoryOf(info: RedisInfo): RedisSnapshot['memory'] {
  const usedBytes = info.number('used_memory');
  if (usedBytes === null) return null;
  // 0 is how Redis says "no limit".
  const limitBytes = info.number('maxmemory') || null;
  return {
    usedBytes,
    peakBytes: info.number('used_memory_peak'),
    limitBytes,
    usedRatio: limitBytes && usedBytes / limitBytes,
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

/** What happened between the look before and this one. */
function activityOf({ before, sample }: RedisReading): Activity {
  const grown = before && sample && deltasBetween(before, sample);
  if (!grown)
    return { hitRatio: null, operationsPerSecond: null, evictedPerMinute: null, expiredPerMinute: null };
  const seconds = (sample.atMs - before.atMs) / 1_000;
  const perSecond = (name: (typeof COUNTERS)[number]) => {
    const growth = grown[name];
    return growth === undefined ? null : growth / seconds;
  };
  const perMinute = (name: (typeof COUNTERS)[number]) => {
    const rate = perSecond(name);
    return rate === null ? null : rate * 60;
  };
  return {
    hitRatio: shareOf(grown['keyspace_hits'], grown['keyspace_misses']),
    operationsPerSecond: perSecond('total_commands_processed'),
    evictedPerMinute: perMinute('evicted_keys'),
    expiredPerMinute: perMinute('expired_keys'),
  };
}

/** Null where nothing was looked up: neither a good share nor a bad one. */
function shareOf(hits: number | undefined, misses: number | undefined): number | null {
  if (hits === undefined || misses === undefined || hits + misses === 0) return null;
  return hits / (hits + misses);
}
