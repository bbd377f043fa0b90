import type { measurements } from './measurements.js';

/** Names of the rules that come with the console, by id. */
export const builtInRules = {
  'request-errors': 'High request error rate',
  'redis-memory': 'Redis memory is nearly full',
  'redis-evictions': 'Redis evicts keys',
  'mongodb-connections': 'MongoDB connections are nearly exhausted',
  'mongodb-storage': 'MongoDB storage is nearly full',
  'endpoint-certificates': 'Endpoint certificate expires soon',
  'monitor-certificates': 'Monitor certificate expires soon',
  'upstash-commands': 'Upstash monthly commands running out',
  'sentry-new-errors': 'New errors in Sentry',
  'sentry-error-surge': 'Error surge in Sentry',
} as const;

/** What each measurement means, for whoever chooses one. */
export const aboutMeasurements = {
  latencyMs: 'Response time of one check.',
  connectionsCurrent: 'Open connections to the server from all clients.',
  connectionsUsedRatio: 'Open connections as a share of the server’s limit.',
  operationsPerSecond: 'Commands per second since the previous check.',
  dataBytes: 'Uncompressed size of this database’s documents.',
  storageUsedRatio: 'Data and indexes as a share of the plan’s storage. Needs the plan in the settings.',
  memoryUsedBytes: 'Memory used by Redis data.',
  memoryUsedRatio: 'Memory used as a share of maxmemory. Needs that limit in Redis.',
  clientsConnected: 'Clients connected to Redis.',
  hitRatio: 'Share of lookups that found their key since the previous check.',
  evictedPerMinute: 'Keys per minute evicted for lack of memory since the previous check.',
  keys: 'All keys in the database, whoever owns them.',
  keysOwn: 'Keys with this environment’s prefix. Only if all keys could be counted.',
  monthlyCommandsRatio:
    'Commands per month at the pace of the last day, as a share of the plan’s limit. Needs the limit in the settings.',
  unresolvedIssues: 'Unresolved issues in Sentry.',
  newIssues: 'Issues of level error or fatal first seen in the last hour.',
  errorsLastHour: 'Errors in the last 60 minutes.',
  errorsLast24Hours: 'Errors in the last 24 hours.',
  errorLimitUsedRatio: 'Errors in the last hour as a share of the hourly limit in the settings.',
  crashFreeSessionRatio: 'Share of sessions without a crash.',
  averageResponseMs: 'Average response time measured by UptimeRobot.',
  uptime24HoursRatio: 'Share of the last 24 hours with the monitor up.',
  uptime7DaysRatio: 'Share of the last 7 days with the monitor up.',
  uptime30DaysRatio: 'Share of the last 30 days with the monitor up.',
  certificateDaysLeft: 'Whole days until the TLS certificate expires.',
  statusCode: 'HTTP status code of the response.',
  requestsTotal: 'All requests since counting began.',
  requestsPerMinute: 'Requests per minute over the last five minutes.',
  errorRatio: 'Share of requests with a 5xx response over the last five minutes.',
  availabilityRatio: 'Share of requests without a 5xx response over the last five minutes.',
  p50Ms: 'Half of the requests of the last five minutes were answered within this time.',
  p95Ms: '95% of the requests of the last five minutes were answered within this time.',
  p99Ms: '99% of the requests of the last five minutes were answered within this time.',
} as const satisfies Record<keyof typeof measurements, string>;
