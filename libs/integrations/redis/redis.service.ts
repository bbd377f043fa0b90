import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Redis, as the console knows it. */
export const redisService = defineService({
  kind: 'redis',
  layer: 'infrastructure',
  isVital: true,
  dependsOn: [],
  silence: 'down',
  headline: 'latencyMs',
  figures: {
    latencyMs: { unit: 'ms' },
    memoryUsedBytes: { unit: 'bytes' },
    memoryUsedRatio: {
      unit: 'ratio',
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
    clientsConnected: { unit: 'count' },
    hitRatio: { unit: 'ratio' },
    operationsPerSecond: { unit: 'per-second' },
    evictedPerMinute: {
      unit: 'per-minute',
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
    keys: { unit: 'count' },
    keysOwn: { unit: 'count' },
    monthlyCommandsRatio: {
      unit: 'ratio',
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
