import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** MongoDB, as the console knows it. */
export const mongodbService = defineService({
  kind: 'mongodb',
  layer: 'infrastructure',
  isVital: true,
  targets: 'one',
  dependsOn: [],
  silence: 'down',
  headline: 'latencyMs',
  compared: {
    figures: ['latencyMs', 'connectionsUsedRatio', 'storageUsedRatio'],
    facts: ['version', 'tier', 'role'],
  },
  figures: {
    latencyMs: { unit: 'ms', metric: 'envscope_mongodb_latency_seconds' },
    connectionsCurrent: { unit: 'count', metric: 'envscope_mongodb_connections_current' },
    connectionsUsedRatio: {
      unit: 'ratio',
      metric: 'envscope_mongodb_connections_used_ratio',
      rule: {
        id: 'mongodb-connections',
        covers: ['connections-nearly-exhausted'],
        condition: 'greater_than',
        threshold: 0.8,
        durationMs: 5 * MINUTE_MS,
        severity: 'high',
        cooldownMs: 30 * MINUTE_MS,
        tags: ['capacity'],
      },
    },
    operationsPerSecond: { unit: 'per-second', metric: 'envscope_mongodb_operations_per_second' },
    dataBytes: { unit: 'bytes', metric: 'envscope_mongodb_data_bytes' },
    storageUsedRatio: {
      unit: 'ratio',
      metric: 'envscope_mongodb_storage_used_ratio',
      isAllowance: true,
      rule: {
        id: 'mongodb-storage',
        covers: ['storage-nearly-full'],
        condition: 'greater_than',
        // Atlas refuses writes on a full cluster, and neither a larger plan nor deleting helps at once.
        threshold: 0.8,
        durationMs: 10 * MINUTE_MS,
        severity: 'high',
        cooldownMs: 6 * 60 * MINUTE_MS,
        tags: ['capacity'],
      },
    },
  },
});
