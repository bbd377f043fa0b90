import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** UptimeRobot, as the console knows it. It has no latency: that would be the time of a vendor's API. */
export const uptimerobotService = defineService({
  kind: 'uptimerobot',
  layer: 'external',
  isVital: true,
  dependsOn: [],
  silence: 'unknown',
  headline: 'averageResponseMs',
  figures: {
    averageResponseMs: { unit: 'ms' },
    uptime24HoursRatio: { unit: 'ratio' },
    uptime7DaysRatio: { unit: 'ratio' },
    uptime30DaysRatio: { unit: 'ratio' },
    certificateDaysLeft: {
      unit: 'days',
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
