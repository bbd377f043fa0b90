import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** The application's HTTP endpoints, as the console knows them. */
export const endpointsService = defineService({
  kind: 'endpoints',
  layer: 'application',
  isVital: true,
  targets: 'many',
  dependsOn: ['mongodb', 'redis'],
  silence: 'down',
  headline: 'latencyMs',
  detailList: 'endpoints',
  compared: { figures: ['latencyMs', 'certificateDaysLeft'], facts: [] },
  figures: {
    latencyMs: { unit: 'ms', metric: 'envscope_endpoints_latency_seconds' },
    statusCode: { unit: 'code', metric: 'envscope_endpoints_status_code' },
    certificateDaysLeft: {
      unit: 'days',
      metric: 'envscope_endpoints_certificate_left_days',
      rule: {
        id: 'endpoint-certificates',
        covers: ['certificate-expiring'],
        condition: 'less_than',
        // Fewer days are too few to let a renewal fail over a holiday.
        threshold: 14,
        durationMs: 10 * MINUTE_MS,
        severity: 'medium',
        cooldownMs: 24 * 60 * MINUTE_MS,
        tags: ['certificates'],
      },
    },
  },
});
