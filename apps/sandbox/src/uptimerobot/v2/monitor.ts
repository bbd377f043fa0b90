import type { Story } from '../../story.ts';
import { responseTimes, sslExpiryMs, uptimeOf } from '../figures.ts';
import { SECRET_MARK, type MonitorStatus, type MonitorType } from '../monitor-seeds.ts';
import type { Monitor } from '../monitors.ts';

const DAY_MS = 86_400_000;

const STATUS_CODES: Readonly<Record<MonitorStatus, number>> = {
  PAUSED: 0,
  STARTED: 1,
  UP: 2,
  LOOKS_DOWN: 8,
  DOWN: 9,
};

const TYPE_CODES: Readonly<Record<MonitorType, number>> = {
  HTTP: 1,
  KEYWORD: 2,
  PING: 3,
  PORT: 4,
  HEARTBEAT: 5,
};

/** The parts of a monitor that a caller asked for. */
export interface V2Parts {
  readonly uptimeDays?: readonly number[];
  readonly hasResponseTimes: boolean;
  readonly responseTimes: number;
  readonly hasLogs: boolean;
  readonly logs: number;
  readonly hasSsl: boolean;
}

/** A monitor as version 2 shows it: numbers for kinds, text for ratios, empty text for what does not apply. */
export function monitorV2(monitor: Monitor, parts: V2Parts, story: Story, atMs: number) {
  const { seed, status, createdAtMs } = monitor;
  const isSecretive = seed.isSecretive ?? false;
  return {
    id: seed.id,
    friendly_name: seed.name,
    url: seed.url,
    type: TYPE_CODES[seed.type],
    sub_type: seed.type === 'PORT' ? 99 : '',
    keyword_type: seed.keyword === undefined ? null : 2,
    keyword_case_type: 0,
    keyword_value: seed.keyword ?? '',
    http_username: isSecretive ? 'watchman' : '',
    http_password: isSecretive ? `${SECRET_MARK}-password` : '',
    port: seed.port ?? '',
    interval: seed.intervalSeconds,
    timeout: 30,
    status: STATUS_CODES[status],
    create_datetime: Math.floor(createdAtMs / 1000),
    ...uptimes(monitor, parts, atMs),
    ...(parts.hasResponseTimes && timings(monitor, parts, story, atMs)),
    ...(parts.hasLogs && { logs: logsOf(monitor, atMs).slice(0, parts.logs) }),
    ...(parts.hasSsl && seed.sslDaysLeft !== undefined && { ssl: ssl(seed.sslDaysLeft, atMs) }),
  };
}

function uptimes(monitor: Monitor, { uptimeDays }: V2Parts, atMs: number) {
  if (!uptimeDays) return {};
  const ratios = uptimeDays.map((days) => uptimeOf(monitor, { fromMs: atMs - days * DAY_MS, toMs: atMs }));
  return { custom_uptime_ratio: ratios.map(({ uptimeRatio }) => (uptimeRatio * 100).toFixed(3)).join('-') };
}

function timings(monitor: Monitor, parts: V2Parts, story: Story, atMs: number) {
  const points = responseTimes(monitor, story, { fromMs: atMs - DAY_MS, toMs: atMs });
  const sum = points.reduce((total, { valueMs }) => total + valueMs, 0);
  return {
    average_response_time: (points.length === 0 ? 0 : sum / points.length).toFixed(3),
    response_times: points
      .toReversed()
      .slice(0, parts.responseTimes)
      .map(({ atMs: at, valueMs }) => ({ datetime: at / 1000, value: valueMs })),
  };
}

/** The log has an entry for each going down and each coming back, newest first. */
function logsOf({ outages }: Monitor, atMs: number) {
  const downtimes = outages.filter(({ type }) => type === 'Downtime').toReversed();
  return downtimes.flatMap(({ fromMs, toMs, cause, reason }, index) => {
    const down = entry(1, fromMs, toMs ?? atMs, String(cause), reason.replace(/^\d+ /, ''));
    if (toMs === null) return [down];
    return [entry(2, toMs, downtimes[index - 1]?.fromMs ?? atMs, '200', 'OK'), down];
  });
}

function entry(type: 1 | 2, fromMs: number, toMs: number, code: string, detail: string) {
  return {
    type,
    datetime: Math.floor(fromMs / 1000),
    duration: Math.floor((toMs - fromMs) / 1000),
    reason: { code, detail },
  };
}

function ssl(daysLeft: number, atMs: number) {
  return { brand: "Let's Encrypt", product: '', expires: sslExpiryMs(daysLeft, atMs) / 1000 };
}
