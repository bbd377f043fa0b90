import { seedOf } from '../../chance.ts';
import { humanBytes, section } from './info.ts';
import type { Fields } from './info.ts';
import type { RedisInstance } from '../instance.ts';

type Describe = (redis: RedisInstance) => Fields;

/** The sections of Redis 7 that INFO gives unasked, in their order. */
const DEFAULT_SECTIONS: Readonly<Record<string, readonly [heading: string, describe: Describe]>> = {
  server: ['Server', server],
  clients: ['Clients', clients],
  memory: ['Memory', memory],
  persistence: ['Persistence', persistence],
  stats: ['Stats', stats],
  replication: ['Replication', replication],
  cpu: ['CPU', cpu],
  modules: ['Modules', () => ({})],
  errorstats: ['Errorstats', errorstats],
  cluster: ['Cluster', () => ({ cluster_enabled: 0 })],
  keyspace: ['Keyspace', keyspace],
};

const SECTIONS: typeof DEFAULT_SECTIONS = {
  ...DEFAULT_SECTIONS,
  commandstats: ['Commandstats', commandstats],
};

/** INFO as a Redis 7 of one's own answers it; a section that does not exist is left out without a word. */
export function localInfo(redis: RedisInstance, asked: readonly string[]): string {
  const names = asked.length === 0 ? ['default'] : asked.map((name) => name.toLowerCase());
  const wantsAll = names.includes('all') || names.includes('everything');
  const wantsDefault = names.includes('default');
  return Object.entries(SECTIONS)
    .filter(([name]) => wantsAll || (wantsDefault && name in DEFAULT_SECTIONS) || names.includes(name))
    .map(([, [heading, describe]]) => section(heading, describe(redis)))
    .join('\r\n');
}

function server(redis: RedisInstance): Fields {
  const uptimeSeconds = redis.uptimeSeconds();
  return {
    redis_version: redis.version,
    redis_git_sha1: '00000000',
    redis_git_dirty: 0,
    redis_build_id: 'ae4d7c971a948f0',
    redis_mode: 'standalone',
    os: 'Linux 6.1.0 x86_64',
    arch_bits: 64,
    multiplexing_api: 'epoll',
    process_id: 1 + (seedOf(redis.figures.runId) % 30_000),
    process_supervised: 'no',
    run_id: redis.figures.runId,
    tcp_port: redis.port,
    server_time_usec: redis.now() * 1000,
    uptime_in_seconds: uptimeSeconds,
    uptime_in_days: Math.floor(uptimeSeconds / 86_400),
    hz: 10,
    configured_hz: 10,
    executable: '/usr/local/bin/redis-server',
    config_file: '/etc/redis/redis.conf',
    io_threads_active: 0,
  };
}

function clients(redis: RedisInstance): Fields {
  return {
    connected_clients: redis.connectedClients(),
    cluster_connections: 0,
    maxclients: 10_000,
    client_recent_max_input_buffer: 20_480,
    client_recent_max_output_buffer: 0,
    blocked_clients: 0,
    tracking_clients: 0,
    clients_in_timeout_table: 0,
  };
}

function memory(redis: RedisInstance): Fields {
  const used = redis.usedMemoryBytes();
  const peak = redis.figures.peakBytes;
  const resident = Math.round(used * 1.18 + 210_000);
  return {
    used_memory: used,
    used_memory_human: humanBytes(used),
    used_memory_rss: resident,
    used_memory_rss_human: humanBytes(resident),
    used_memory_peak: peak,
    used_memory_peak_human: humanBytes(peak),
    used_memory_peak_perc: `${((used / peak) * 100).toFixed(2)}%`,
    used_memory_overhead: redis.startupBytes,
    used_memory_startup: redis.startupBytes,
    used_memory_dataset: used - redis.startupBytes,
    total_system_memory: 4_294_967_296,
    total_system_memory_human: humanBytes(4_294_967_296),
    used_memory_lua: 31_744,
    maxmemory: redis.maxMemoryBytes,
    maxmemory_human: humanBytes(redis.maxMemoryBytes),
    maxmemory_policy: 'volatile-ttl',
    mem_fragmentation_ratio: (resident / used).toFixed(2),
    mem_fragmentation_bytes: resident - used,
    mem_not_counted_for_evict: 0,
    mem_allocator: 'jemalloc-5.3.0',
    active_defrag_running: 0,
    lazyfree_pending_objects: 0,
  };
}

function persistence(redis: RedisInstance): Fields {
  return {
    loading: redis.isLoading ? 1 : 0,
    async_loading: 0,
    rdb_changes_since_last_save: redis.figures.changesSinceSave,
    rdb_bgsave_in_progress: 0,
    rdb_last_save_time: redis.lastSavedAtSeconds(),
    rdb_last_bgsave_status: 'ok',
    rdb_last_bgsave_time_sec: 0,
    rdb_current_bgsave_time_sec: -1,
    aof_enabled: 0,
    aof_rewrite_in_progress: 0,
    aof_last_bgrewrite_status: 'ok',
    aof_last_write_status: 'ok',
  };
}

function stats({ figures, keys }: RedisInstance): Fields {
  return {
    total_connections_received: figures.connectionsReceived,
    total_commands_processed: figures.commandsProcessed,
    instantaneous_ops_per_sec: figures.commandsPerSecond(),
    total_net_input_bytes: figures.bytesIn,
    total_net_output_bytes: figures.bytesOut,
    rejected_connections: 0,
    sync_full: 0,
    sync_partial_ok: 0,
    sync_partial_err: 0,
    expired_keys: keys.counters.expired,
    expired_stale_perc: '0.00',
    evicted_keys: keys.counters.evicted,
    evicted_clients: 0,
    keyspace_hits: keys.counters.hits,
    keyspace_misses: keys.counters.misses,
    pubsub_channels: 0,
    pubsub_patterns: 0,
    latest_fork_usec: 412,
    total_forks: Math.floor(figures.commandsProcessed / 10_000),
    tracking_total_keys: 0,
    unexpected_error_replies: 0,
    total_error_replies: figures.errorReplies,
    total_reads_processed: figures.readsProcessed,
    total_writes_processed: figures.writesProcessed,
  };
}

function replication({ figures }: RedisInstance): Fields {
  return {
    role: 'master',
    connected_slaves: 0,
    master_failover_state: 'no-failover',
    master_replid: [...figures.runId].reverse().join(''),
    master_replid2: '0'.repeat(40),
    master_repl_offset: 0,
    second_repl_offset: -1,
    repl_backlog_active: 0,
    repl_backlog_size: 1_048_576,
    repl_backlog_first_byte_offset: 0,
    repl_backlog_histlen: 0,
  };
}

function cpu({ figures }: RedisInstance): Fields {
  return {
    used_cpu_sys: (figures.commandsProcessed * 0.000011).toFixed(6),
    used_cpu_user: (figures.commandsProcessed * 0.000017).toFixed(6),
    used_cpu_sys_children: '0.000000',
    used_cpu_user_children: '0.000000',
  };
}

function errorstats({ figures }: RedisInstance): Fields {
  return Object.fromEntries(
    [...figures.errors].map(([kind, count]) => [`errorstat_${kind}`, `count=${count}`]),
  );
}

function commandstats({ figures }: RedisInstance): Fields {
  const describe = (calls: number) =>
    `calls=${calls},usec=${calls * 4},usec_per_call=4.00,rejected_calls=0,failed_calls=0`;
  return Object.fromEntries([...figures.calls].map(([name, calls]) => [`cmdstat_${name}`, describe(calls)]));
}

function keyspace({ keys }: RedisInstance): Fields {
  const totals = keys.totals();
  if (totals.keys === 0) return {};
  return { db0: `keys=${totals.keys},expires=${totals.expires},avg_ttl=${totals.averageTimeLeftMs}` };
}
