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

/** Shares of what was allowed, not of a whole: more than all of it can be used. */
const CAN_EXCEED_ALL: readonly MeasurementName[] = [
  'errorLimitUsedRatio',
  'monthlyCommandsRatio',
  'storageUsedRatio',
];

/** Every figure that a rule can watch, service by service. */
export const MEASUREMENTS: readonly MeasurementEntry[] = Object.entries(UNITS).flatMap(([service, units]) =>
  Object.entries(units).map(([measurement, unit]) => ({
    service: service as ServiceKind,
    measurement,
    unit,
    maximum: unit === 'ratio' && !CAN_EXCEED_ALL.includes(measurement) ? 1 : null,
  })),
);

/** What there is to know of a figure; undefined where the service's probe does not write it. */
export function measurementOf(
  service: ServiceKind,
  measurement: MeasurementName,
): MeasurementEntry | undefined {
  return MEASUREMENTS.find((entry) => entry.service === service && entry.measurement === measurement);
}
