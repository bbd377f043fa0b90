import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Redis, as the console knows it. */
export const redisService = defineService({
  kind: 'redis',
  layer: 'infrastructure',
  isVital: true,
  targets: 'one',
  dependsOn: [],
  silence: 'down',
  headline: 'latencyMs',
  compared: {
    figures: ['latencyMs', 'memoryUsedRatio', 'hitRatio', 'evictedPerMinute'],
    facts: ['version', 'mode', 'role', 'isTls'],
  },
  figures: {
    latencyMs: { unit: 'ms', metric: 'envscope_redis_latency_seconds' },
    memoryUsedBytes: { unit: 'bytes', metric: 'envscope_redis_memory_used_bytes' },
    memoryUsedRatio: {
      unit: 'ratio',
      metric: 'envscope_redis_memory_used_ratio',
      rule: {
        id: 'redis-memory',
        covers: ['memory-nearly-full'],
        condition: 'greater_than',
        threshold: 0.9,
        durationMs: 5 * MINUTE_MS,
        severity: 'high',
        cooldownMs: 30 * MINUTE_MS,
        tags: ['capacity'],
      },
    },
    clientsConnected: { unit: 'count', metric: 'envscope_redis_clients_connected' },
    hitRatio: { unit: 'ratio', metric: 'envscope_redis_hit_ratio' },
    operationsPerSecond: { unit: 'per-second', metric: 'envscope_redis_operations_per_second' },
    evictedPerMinute: {
      unit: 'per-minute',
      metric: 'envscope_redis_evicted_per_minute',
      rule: {
        id: 'redis-evictions',
        covers: ['evicting'],
        condition: 'greater_than',
        threshold: 0,
        durationMs: 2 * MINUTE_MS,
        severity: 'medium',
        cooldownMs: HOUR_MS,
        tags: ['capacity'],
      },
    },
    keys: { unit: 'count', metric: 'envscope_redis_keys' },
    keysOwn: { unit: 'count', metric: 'envscope_redis_keys_own' },
    monthlyCommandsRatio: {
      unit: 'ratio',
      metric: 'envscope_redis_monthly_commands_ratio',
      isAllowance: true,
      rule: {
        id: 'upstash-commands',
        covers: [],
        condition: 'greater_than',
        threshold: 0.8,
        durationMs: HOUR_MS,
        severity: 'medium',
        cooldownMs: 24 * HOUR_MS,
        tags: ['quota'],
      },
    },
  },
});
