import type { CheckStatus, ServiceKind } from '@envscope/contracts/index.js';

/** Words of the console's frame and of what all services have in common. */
export const shell = {
  status: {
    up: 'Up',
    degraded: 'Degraded',
    down: 'Down',
    unknown: 'Unknown',
    paused: 'Paused',
    unconfigured: 'Not configured',
  } satisfies Record<CheckStatus, string>,
  service: {
    mongodb: 'MongoDB',
    redis: 'Redis',
    sentry: 'Sentry',
    uptimerobot: 'UptimeRobot',
    discord: 'Discord',
    endpoints: 'Endpoints',
    'request-metrics': 'Request metrics',
  } satisfies Record<ServiceKind, string>,
} as const;
