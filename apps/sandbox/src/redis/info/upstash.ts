import { section } from './info.ts';
import type { Fields } from './info.ts';
import type { RedisInstance } from '../instance.ts';

/** The few sections that Upstash has; nothing on persistence, replication or single commands. */
const SECTIONS: Readonly<Record<string, (redis: RedisInstance) => Fields>> = {
  Server: (redis) => ({
    upstash_version: '1.18.2',
    redis_version: redis.version,
    redis_mode: 'standalone',
    uptime_in_seconds: redis.uptimeSeconds(),
    run_id: redis.figures.runId,
  }),
  Clients: (redis) => ({ connected_clients: redis.connectedClients(), maxclients: 10_000 }),
  Memory: (redis) => ({
    used_memory: redis.usedMemoryBytes(),
    maxmemory: redis.maxMemoryBytes,
    maxmemory_policy: 'noeviction',
  }),
  Stats: ({ figures, keys, maxMemoryBytes }) => {
    const totals = keys.totals();
    return {
      total_keys: totals.keys,
      total_data_size: totals.bytes,
      max_data_size: maxMemoryBytes,
      total_connections_received: figures.connectionsReceived,
      total_commands_processed: figures.commandsProcessed,
      instantaneous_ops_per_sec: figures.commandsPerSecond(),
      max_ops_per_sec: 10_000,
      expired_keys: keys.counters.expired,
      evicted_keys: keys.counters.evicted,
      evicted_clients: 0,
      keyspace_hits: keys.counters.hits,
      keyspace_misses: keys.counters.misses,
      total_reads_processed: figures.readsProcessed,
      total_writes_processed: figures.writesProcessed,
    };
  },
  Cluster: () => ({ cluster_enabled: 0 }),
  Keyspace: ({ keys }) => {
    const { keys: count, expires, averageTimeLeftMs } = keys.totals();
    return { db0: `keys=${count},expires=${expires},avg_ttl=${averageTimeLeftMs}` };
  },
};

/** INFO as Upstash answers it: a section that it does not know is a heading with nothing below it. */
export function upstashInfo(redis: RedisInstance, asked: readonly string[]): string {
  const wantsAll = asked.length === 0 || asked.some((name) => /^(default|all|everything)$/i.test(name));
  const headings = wantsAll ? Object.keys(SECTIONS) : asked.map(capitalised);
  return headings.map((heading) => section(heading, SECTIONS[heading]?.(redis) ?? {})).join('\r\n');
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}
