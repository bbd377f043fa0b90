import type {
  MeasurementEntry,
  MeasurementName,
  MeasurementUnit,
  ServiceKind,
} from '@envscope/contracts/index.js';

type Units = Readonly<Record<MeasurementName, MeasurementUnit>>;

/** What probes measure. `latencyMs` only where it is the time of the thing itself and not that of a vendor's API. */
const UNITS: Readonly<Record<ServiceKind, Units>> = {
  mongodb: {
    latencyMs: 'ms',
    connectionsCurrent: 'count',
    connectionsUsedRatio: 'ratio',
    operationsPerSecond: 'per-second',
    dataBytes: 'bytes',
    storageUsedRatio: 'ratio',
  },
  redis: {
    latencyMs: 'ms',
    memoryUsedBytes: 'bytes',
    memoryUsedRatio: 'ratio',
    clientsConnected: 'count',
    hitRatio: 'ratio',
    operationsPerSecond: 'per-second',
    evictedPerMinute: 'per-minute',
    keys: 'count',
    keysOwn: 'count',
    monthlyCommandsRatio: 'ratio',
  },
  sentry: {
    unresolvedIssues: 'count',
    newIssues: 'count',
    errorsLastHour: 'count',
    errorsLast24Hours: 'count',
    errorLimitUsedRatio: 'ratio',
    crashFreeSessionRatio: 'ratio',
  },
  uptimerobot: {
    averageResponseMs: 'ms',
    uptime24HoursRatio: 'ratio',
    uptime7DaysRatio: 'ratio',
    uptime30DaysRatio: 'ratio',
    certificateDaysLeft: 'days',
  },
  discord: { latencyMs: 'ms' },
  endpoints: { latencyMs: 'ms', statusCode: 'code', certificateDaysLeft: 'days' },
  'request-metrics': {
    errorRatio: 'ratio',
    availabilityRatio: 'ratio',
    requestsPerMinute: 'per-minute',
    requestsTotal: 'count',
  },
};

/** Every figure that a rule can watch, service by service. */
export const MEASUREMENTS: readonly MeasurementEntry[] = Object.entries(UNITS).flatMap(([service, units]) =>
  Object.entries(units).map(([measurement, unit]) => ({
    service: service as ServiceKind,
    measurement,
    unit,
  })),
);

/** Whether probes of the service write the measurement. */
export function isMeasured(service: ServiceKind, measurement: MeasurementName): boolean {
  return Object.hasOwn(UNITS[service], measurement);
}
