import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { orNull } from '@envscope/integrations/kernel/outside/or-null.js';
import { soundList } from '@envscope/integrations/kernel/outside/sound-list.js';
import type { VendorHttp } from '@envscope/integrations/kernel/http/vendor-http.js';
import * as z from 'zod';
import {
  instantOf,
  listingOf,
  monitorUrl,
  nameOf,
  MOST_PAGES,
  type Listing,
  type Monitor,
  type MonitorInterface,
} from './uptimerobot.monitor.js';

const PAGE_SIZE = 50;

/** Numbers come as numbers or as text. */
const figure = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)]).transform(Number);

const WireLog = z.object({
  type: z.number(),
  datetime: z.number(),
  duration: orNull(z.number()),
  reason: orNull(
    z.object({ code: z.union([z.string(), z.number()]).catch(''), detail: z.string().catch('') }),
  ),
});

// Only what is named here is read: the vendor's object holds secrets too.
const WireMonitor = z.object({
  id: z.union([z.number(), z.string().min(1)]).transform(String),
  friendly_name: orNull(z.string()),
  url: z.string().catch(''),
  type: z.number().catch(0),
  status: z.number().catch(-1),
  interval: orNull(figure),
  custom_uptime_ratio: orNull(z.string()),
  average_response_time: orNull(figure),
  logs: soundList(WireLog, { mayLackAll: true }).catch({ items: [], leftOut: 0 }),
  ssl: orNull(z.object({ expires: z.number() })),
});
type WireMonitor = z.infer<typeof WireMonitor>;

const Answer = z.discriminatedUnion('stat', [
  z.object({
    stat: z.literal('ok'),
    pagination: z.object({ total: z.number() }),
    monitors: soundList(WireMonitor, { mayLackAll: true }),
  }),
  z.object({
    stat: z.literal('fail'),
    error: z.object({ type: z.string().catch(''), parameter_name: z.string().catch('') }),
  }),
]);

const STATES: Readonly<Record<number, string>> = {
  0: 'PAUSED',
  1: 'STARTED',
  2: 'UP',
  8: 'LOOKS_DOWN',
  9: 'DOWN',
};
const TYPES: Readonly<Record<number, string>> = {
  1: 'HTTP',
  2: 'KEYWORD',
  3: 'PING',
  4: 'PORT',
  5: 'HEARTBEAT',
};
const LOG_OF_DOWNTIME = 1;

/**
 * UptimeRobot's old interface, for keys that the present one refuses. One list has all figures; tags it does not know,
 * so that monitors seem to have none.
 */
export class UptimeRobotV2 implements MonitorInterface {
  readonly name = 'v2';

  constructor(
    private readonly http: VendorHttp,
    private readonly apiKey: string,
    private readonly now: () => number,
  ) {}

  async list(signal: AbortSignal): Promise<Listing> {
    const monitors = new Map<string, Monitor>();
    let leftOut = 0;
    for (let page = 0, offset = 0; page < MOST_PAGES; page += 1) {
      const answer = await this.page(offset, signal);
      const { items, leftOut: odd } = answer.monitors;
      for (const wire of items) monitors.set(wire.id, toMonitor(wire, this.now()));
      leftOut += odd;
      offset += items.length + odd;
      if (items.length + odd === 0 || offset >= answer.pagination.total) break;
    }
    return listingOf(monitors, leftOut);
  }

  private async page(offset: number, signal: AbortSignal) {
    const body = new URLSearchParams({
      api_key: this.apiKey,
      format: 'json',
      custom_uptime_ratios: '1-7-30',
      response_times: '1',
      response_times_limit: '1',
      logs: '1',
      logs_limit: '5',
      ssl: '1',
      limit: String(PAGE_SIZE),
      offset: String(offset),
    });
    const call = {
      method: 'POST',
      path: '/v2/getMonitors',
      body,
      schema: Answer,
      signal,
      attempts: 1,
    } as const;
    const { data } = await this.http.call(call);
    if (data.stat === 'fail') throw refusalOf(data.error);
    return data;
  }
}

/** Refusals come with HTTP 200. Their text repeats the key, so that it is not read at all. */
function refusalOf({
  type,
  parameter_name: parameter,
}: {
  type: string;
  parameter_name: string;
}): IntegrationError {
  const isKey = parameter === 'api_key' || type === 'not_authorized';
  return new IntegrationError(
    isKey ? 'unauthorized' : 'client-error',
    `UptimeRobot refused: ${type} ${parameter}`,
  );
}

function toMonitor(wire: WireMonitor, now: number): Monitor {
  const type = TYPES[wire.type] ?? `TYPE_${wire.type}`;
  const state = STATES[wire.status] ?? `STATUS_${wire.status}`;
  const [day, week, month] = (wire.custom_uptime_ratio ?? '').split('-').map(ratioOf);
  const logs = wire.logs.items.toSorted((a, b) => b.datetime - a.datetime);
  const newest = logs[0];
  return {
    id: wire.id,
    name: nameOf(wire.friendly_name, wire.id),
    url: monitorUrl(wire.url, type),
    type,
    state,
    stateSinceAt: newest ? instantOf(newest.datetime * 1_000) : null,
    intervalMs: wire.interval == null ? null : wire.interval * 1_000,
    tags: [],
    certificateExpiresAt: wire.ssl ? instantOf(wire.ssl.expires * 1_000) : null,
    lastIncident: incidentOf(logs),
    statistics: {
      uptime24HoursRatio: day ?? null,
      uptime7DaysRatio: week ?? null,
      uptime30DaysRatio: month ?? null,
      // 0 stands for "never measured".
      averageResponseMs: wire.average_response_time || null,
      asOf: new Date(now).toISOString(),
    },
  };
}

/** The newest downtime of a log that has its newest entry first; it is open while no entry follows it. */
function incidentOf(logs: WireMonitor['logs']['items']): Monitor['lastIncident'] {
  const down = logs.find(({ type }) => type === LOG_OF_DOWNTIME);
  const startedAt = down ? instantOf(down.datetime * 1_000) : null;
  if (!down || !startedAt) return null;
  const isOpen = down === logs[0];
  const durationMs = isOpen || down.duration == null ? null : down.duration * 1_000;
  const reason = `${down.reason?.code ?? ''} ${down.reason?.detail ?? ''}`.trim();
  return { startedAt, durationMs, reason, isOpen };
}

/** `99.874` is a percentage, and text. */
function ratioOf(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) / 100 : null;
}
