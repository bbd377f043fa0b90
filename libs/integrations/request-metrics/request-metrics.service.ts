import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** The application's own count of its requests, as the console knows it. */
export const requestMetricsService = defineService({
  kind: 'request-metrics',
  layer: 'application',
  isVital: true,
  targets: 'parts',
  dependsOn: ['mongodb', 'redis'],
  // A Redis that is silent says nothing about the application's requests.
  silence: 'unknown',
  headline: 'requestsPerMinute',
  compared: { figures: ['errorRatio', 'requestsPerMinute'], facts: ['endpointsCount'] },
  figures: {
    errorRatio: {
      unit: 'ratio',
      isOfParts: true,
      metric: 'envscope_requests_error_ratio',
      rule: {
        id: 'request-errors',
        covers: ['error-rate-elevated', 'error-rate-high'],
        condition: 'greater_than',
        threshold: 0.05,
        durationMs: 5 * MINUTE_MS,
        severity: 'high',
        cooldownMs: 10 * MINUTE_MS,
        tags: ['errors'],
      },
    },
    availabilityRatio: { unit: 'ratio', metric: 'envscope_requests_availability_ratio' },
    requestsPerMinute: { unit: 'per-minute', metric: 'envscope_requests_per_minute', isOfParts: true },
    p50Ms: { unit: 'ms', metric: 'envscope_requests_p50_seconds', isOfParts: true },
    p95Ms: { unit: 'ms', metric: 'envscope_requests_p95_seconds', isOfParts: true },
    p99Ms: { unit: 'ms', metric: 'envscope_requests_p99_seconds', isOfParts: true },
    requestsTotal: { unit: 'count', metric: 'envscope_requests_total', metricType: 'counter' },
  },
});
