import type { UptimeRobotMonitor, UptimeRobotSnapshot } from '@envscope/contracts/index.js';

const SAMPLED_AT = '2026-11-23T07:00:00.000Z';

function monitor(name: string, differs: Partial<UptimeRobotMonitor> = {}): UptimeRobotMonitor {
  const id = `8012${name.length}${name.charCodeAt(0)}`;
  return {
    id,
    name,
    url: `https://staging.example.test/${name}`,
    type: 'HTTP',
    status: 'up',
    state: 'UP',
    stateSinceAt: '2026-11-14T02:00:00.000Z',
    intervalMs: 60_000,
    tags: ['staging'],
    certificateExpiresAt: '2027-01-20T00:00:00.000Z',
    lastIncident: null,
    statistics: {
      uptime24HoursRatio: 1,
      uptime7DaysRatio: 0.99984,
      uptime30DaysRatio: 0.9995,
      averageResponseMs: 182,
      asOf: SAMPLED_AT,
    },
    dashboardUrl: `https://dashboard.uptimerobot.com/monitors/${id}`,
    ...differs,
  };
}

/** One monitor is down, one is about to be, and one's statistics are old. */
export const UPTIMEROBOT: UptimeRobotSnapshot = {
  api: 'v3',
  tags: ['staging'],
  counts: { up: 7, degraded: 1, down: 1, paused: 1, unknown: 0 },
  leftOut: 0,
  monitors: [
    monitor('checkout', {
      status: 'down',
      state: 'DOWN',
      stateSinceAt: '2026-11-23T06:41:00.000Z',
      lastIncident: {
        startedAt: '2026-11-23T06:41:00.000Z',
        durationMs: null,
        reason: '502 Bad Gateway',
        isOpen: true,
      },
      statistics: {
        uptime24HoursRatio: 0.9861,
        uptime7DaysRatio: 0.9971,
        uptime30DaysRatio: 0.99912,
        averageResponseMs: 1_340,
        asOf: SAMPLED_AT,
      },
    }),
    monitor('search', { status: 'degraded', state: 'LOOKS_DOWN' }),
    monitor('admin', { status: 'paused', state: 'PAUSED', statistics: null, intervalMs: null, tags: [] }),
    monitor('orders', {
      statistics: {
        uptime24HoursRatio: 1,
        uptime7DaysRatio: null,
        uptime30DaysRatio: null,
        averageResponseMs: null,
        asOf: '2026-11-23T02:00:00.000Z',
      },
      lastIncident: {
        startedAt: '2026-11-20T11:00:00.000Z',
        durationMs: 240_000,
        reason: 'Connection Timeout',
        isOpen: false,
      },
    }),
    monitor('health'),
    monitor('users'),
    monitor('images', { certificateExpiresAt: null, stateSinceAt: null }),
    monitor('login', { state: 'ASLEEP' }),
    monitor('payments'),
    monitor('webhooks'),
  ],
  sampledAt: SAMPLED_AT,
};

/** An account without a monitor. */
export const SILENT_UPTIMEROBOT: UptimeRobotSnapshot = {
  api: 'v2',
  tags: [],
  counts: { up: 0, degraded: 0, down: 0, paused: 0, unknown: 0 },
  monitors: [],
  leftOut: 0,
  sampledAt: SAMPLED_AT,
};
