import type { measurements } from './measurements.js';

/** Names of the rules that come with the console, by id. */
export const builtInRules = {
  'request-errors': 'Many requests fail',
  'redis-memory': 'Redis memory is nearly full',
  'redis-evictions': 'Redis evicts keys',
  'mongodb-connections': 'MongoDB connections are nearly used up',
  'mongodb-storage': 'MongoDB storage is nearly full',
  'endpoint-certificates': 'An endpoint’s certificate expires soon',
  'monitor-certificates': 'A monitored certificate expires soon',
  'upstash-commands': 'Upstash commands run out this month',
  'sentry-new-errors': 'New errors in Sentry',
  'sentry-error-surge': 'Errors surge in Sentry',
} as const;

/** What each measurement tells, for whoever chooses one. */
export const aboutMeasurements = {
  latencyMs: 'How long the answer to one check took.',
  connectionsCurrent: 'Connections open to the server, of all its clients.',
  connectionsUsedRatio: 'Open connections as a share of what the server allows.',
  operationsPerSecond: 'Commands a second since the check before.',
  dataBytes: 'Size of the documents of this database, uncompressed.',
  storageUsedRatio: 'Data and indexes as a share of what the plan allows. Only where settings name the plan.',
  memoryUsedBytes: 'Memory that Redis uses for its data.',
  memoryUsedRatio: 'Memory used as a share of maxmemory. Only where Redis has such a limit.',
  clientsConnected: 'Clients connected to Redis.',
  hitRatio: 'Share of look-ups that found their key, since the check before.',
  evictedPerMinute: 'Keys a minute that were dropped for want of memory, since the check before.',
  keys: 'All keys of the database, whoever owns them.',
  keysOwn: 'Keys with this environment’s prefix, where all could be counted.',
  monthlyCommandsRatio:
    'Commands that a month takes at the pace of the last day, as a share of what the plan allows. Only where settings name the allowance.',
  unresolvedIssues: 'Unresolved issues in Sentry.',
  newIssues: 'Issues of level error or fatal that were first seen within the last hour.',
  errorsLastHour: 'Errors of the last 60 minutes.',
  errorsLast24Hours: 'Errors of the last 24 hours.',
  errorLimitUsedRatio: 'Errors of the last hour as a share of the hourly number that settings call too many.',
  crashFreeSessionRatio: 'Share of sessions without a crash.',
  averageResponseMs: 'Average response time, as UptimeRobot measured it.',
  uptime24HoursRatio: 'Share of the last 24 hours in which the monitor was up.',
  uptime7DaysRatio: 'Share of the last 7 days in which the monitor was up.',
  uptime30DaysRatio: 'Share of the last 30 days in which the monitor was up.',
  certificateDaysLeft: 'Whole days until the TLS certificate expires.',
  statusCode: 'HTTP status code of the answer.',
  requestsTotal: 'All requests since counting began.',
  requestsPerMinute: 'Requests a minute over the last five minutes.',
  errorRatio: 'Share of requests that ended in 5xx, over the last five minutes.',
  availabilityRatio: 'Share of requests that did not end in 5xx, over the last five minutes.',
} as const satisfies Record<keyof typeof measurements, string>;
