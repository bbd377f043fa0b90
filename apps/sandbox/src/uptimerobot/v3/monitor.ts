import { hourlyUptimes, sslExpiryMs } from '../figures.ts';
import { incidentId, iso } from './incidents.ts';
import { SECRET_MARK } from '../monitor-seeds.ts';
import type { Monitor } from '../monitors.ts';

const TAG_COLOURS = ['#3f8cff', '#f5a623', '#3bd671', '#a26bff'];

/** A monitor as version 3 shows it to this account's user. */
export function monitorV3(monitor: Monitor, userId: number, atMs: number) {
  const { seed, status, sinceMs, createdAtMs, outages } = monitor;
  const { id, environment, name, url, type, intervalSeconds, isSecretive = false } = seed;
  const isWeb = type === 'HTTP' || type === 'KEYWORD';
  const isWatched = status !== 'PAUSED' && status !== 'STARTED';
  const last = outages.at(-1);
  return {
    id,
    friendlyName: name,
    url,
    type,
    status,
    interval: intervalSeconds,
    timeout: type === 'HEARTBEAT' ? null : 30,
    currentStateDuration: Math.max(0, Math.floor((atMs - sinceMs) / 1000)),
    createDateTime: iso(createdAtMs),
    lastIncidentId: last ? incidentId(last) : null,
    lastIncident: last
      ? {
          id: incidentId(last),
          status: last.toMs === null ? 'Ongoing' : 'Resolved',
          cause: last.cause,
          reason: last.reason,
          startedAt: iso(last.fromMs),
          duration: last.toMs === null ? null : (last.toMs - last.fromMs) / 1000,
        }
      : null,
    lastDayUptimes: isWatched ? histogram(monitor, atMs) : null,
    sslBrand: seed.sslDaysLeft === undefined ? null : "Let's Encrypt",
    sslExpiryDateTime: seed.sslDaysLeft === undefined ? null : iso(sslExpiryMs(seed.sslDaysLeft, atMs)),
    domainExpireDate: null,
    checkSSLErrors: seed.sslDaysLeft !== undefined,
    sslExpirationReminder: seed.sslDaysLeft !== undefined,
    domainExpirationReminder: false,
    followRedirections: isWeb,
    authType: isSecretive ? 'HTTP_BASIC' : 'NONE',
    httpUsername: isSecretive ? 'watchman' : '',
    httpPassword: isSecretive ? `${SECRET_MARK}-password` : '',
    customHttpHeaders: isSecretive ? { 'X-Admin-Key': `${SECRET_MARK}-header` } : {},
    httpMethodType: isWeb ? 'GET' : null,
    successHttpResponseCodes: isWeb ? ['2xx', '3xx'] : [],
    postValueData: null,
    postValueType: null,
    port: seed.port ?? null,
    gracePeriod: type === 'HEARTBEAT' ? 1800 : null,
    keywordValue: seed.keyword ?? null,
    keywordCaseType: seed.keyword === undefined ? null : 0,
    keywordType: seed.keyword === undefined ? null : 'ALERT_NOT_EXISTS',
    responseTimeThreshold: 0,
    config: {},
    regionalData: { REGION: ['eu'], MANUAL_SELECTED: true },
    maintenanceWindows: [],
    psps: [],
    userId,
    tags: [tagOf(environment)],
    assignedAlertContacts: [{ alertContactId: 7_001_234, threshold: 0, recurrence: 0 }],
    apiKey: isSecretive ? `m${id}-${SECRET_MARK}-key` : null,
    groupId: 0,
    customFields: { environment },
  };
}

/** The tag that marks an environment's monitors. */
export function tagOf(environment: string) {
  const sum = [...environment].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return {
    id: 5000 + sum,
    name: environment,
    color: TAG_COLOURS[sum % TAG_COLOURS.length] ?? '#3f8cff',
  };
}

function histogram(monitor: Monitor, atMs: number) {
  const hours = hourlyUptimes(monitor, atMs);
  const totalChanges = hours.reduce((sum, { changes }) => sum + changes, 0);
  return { bucketSize: 3600, totalChanges, histogram: hours };
}
