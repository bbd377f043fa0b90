import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** UptimeRobot, as the console knows it. It has no latency: that would be the time of a vendor's API. */
export const uptimerobotService = defineService({
  kind: 'uptimerobot',
  layer: 'external',
  isVital: true,
  targets: 'many',
  dependsOn: [],
  silence: 'unknown',
  headline: 'averageResponseMs',
  compared: { figures: ['averageResponseMs', 'uptime30DaysRatio'], facts: ['api'] },
  figures: {
    averageResponseMs: { unit: 'ms', metric: 'envscope_uptimerobot_average_response_seconds' },
    uptime24HoursRatio: { unit: 'ratio', metric: 'envscope_uptimerobot_uptime_24_hours_ratio' },
    uptime7DaysRatio: { unit: 'ratio', metric: 'envscope_uptimerobot_uptime_7_days_ratio' },
    uptime30DaysRatio: { unit: 'ratio', metric: 'envscope_uptimerobot_uptime_30_days_ratio' },
    certificateDaysLeft: {
      unit: 'days',
      metric: 'envscope_uptimerobot_certificate_left_days',
      rule: {
        id: 'monitor-certificates',
        covers: [],
        condition: 'less_than',
        threshold: 14,
        durationMs: 10 * MINUTE_MS,
        severity: 'medium',
        cooldownMs: 24 * 60 * MINUTE_MS,
        tags: ['certificates'],
      },
    },
  },
});
