import type { CheckStatus, ServiceKind } from '@envscope/contracts/index.js';

/** What no language may leave out: each status and each service has its word. */
interface Words {
  readonly status: Readonly<Record<CheckStatus, string>>;
  readonly service: Readonly<Record<ServiceKind, string>>;
  readonly [group: string]: object;
}

/** Words of the console's frame and of what all services have in common. */
export const shell = {
  status: {
    up: 'Up',
    degraded: 'Degraded',
    down: 'Down',
    unknown: 'Unknown',
    paused: 'Paused',
    unconfigured: 'Not configured',
  },
  service: {
    mongodb: 'MongoDB',
    redis: 'Redis',
    sentry: 'Sentry',
    uptimerobot: 'UptimeRobot',
    discord: 'Discord',
    endpoints: 'Endpoints',
    'request-metrics': 'Request metrics',
  },
} as const satisfies Words;
