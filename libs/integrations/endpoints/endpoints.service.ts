import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** The application's HTTP endpoints, as the console knows them. */
export const endpointsService = defineService({
  kind: 'endpoints',
  layer: 'application',
  isVital: true,
  dependsOn: ['mongodb', 'redis'],
  silence: 'down',
  headline: 'latencyMs',
  compared: { figures: ['latencyMs', 'certificateDaysLeft'], facts: [] },
  figures: {
    latencyMs: { unit: 'ms', metric: { name: 'envscope_endpoints_latency_seconds', type: 'gauge' } },
    statusCode: { unit: 'code', metric: { name: 'envscope_endpoints_status_code', type: 'gauge' } },
    certificateDaysLeft: {
      unit: 'days',
      metric: { name: 'envscope_endpoints_certificate_left_days', type: 'gauge' },
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
