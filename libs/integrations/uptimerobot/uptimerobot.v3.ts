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
  MOST_TAGS,
  type Figure,
  type Listing,
  type Monitor,
  type MonitorInterface,
} from './uptimerobot.monitor.js';

const DAY_MS = 86_400_000;
const LARGEST_PAGE = '200';

// Only what is named here is read: the vendor's object holds secrets too.
const WireMonitor = z.object({
  id: z.union([z.number(), z.string().min(1)]).transform(String),
  friendlyName: orNull(z.string()),
  url: z.string().catch(''),
  type: z.string().catch('UNKNOWN'),
  status: z.string().catch('UNKNOWN'),
  interval: orNull(z.number()),
  currentStateDuration: orNull(z.number().nonnegative()),
  sslExpiryDateTime: orNull(z.string()),
  tags: soundList(z.object({ name: z.string() }), { most: MOST_TAGS, mayLackAll: true }).catch({
    items: [],
    leftOut: 0,
  }),
  lastIncident: orNull(
    z.object({ startedAt: z.string(), duration: orNull(z.number()), reason: z.string().catch('') }),
  ),
  lastDayUptimes: orNull(
    z.object({ histogram: soundList(z.object({ uptime: z.number() }), { mayLackAll: true }) }),
  ),
});
type WireMonitor = z.infer<typeof WireMonitor>;

const Page = z.object({ data: soundList(WireMonitor, { mayLackAll: true }), nextLink: orNull(z.string()) });
const Uptime = z.object({ uptime: z.number() });
const ResponseTime = z.object({ summary: z.object({ avg: orNull(z.number()) }) });

const UPTIME_DAYS = { uptime24HoursRatio: 1, uptime7DaysRatio: 7, uptime30DaysRatio: 30 } as const;

/** UptimeRobot's present interface. Its list has all but the uptime of weeks and the response times. */
export class UptimeRobotV3 implements MonitorInterface {
  readonly name = 'v3';

  constructor(
    private readonly http: VendorHttp,
    private readonly apiKey: string,
    private readonly now: () => number,
  ) {}

  async list(signal: AbortSignal): Promise<Listing> {
    const monitors = new Map<string, Monitor>();
    let leftOut = 0;
    const cursors = new Set<string>();
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = queryOf({ limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) });
      const { data, nextLink } = await this.get(`/monitors?${query}`, Page, signal);
      for (const wire of data.items) monitors.set(wire.id, toMonitor(wire, this.now()));
      leftOut += data.leftOut;
      cursor = cursorOf(nextLink);
      // A full last page still has a link, to an empty one; a link that comes again would never end.
      if (cursor === undefined || data.items.length + data.leftOut === 0 || cursors.has(cursor)) break;
      cursors.add(cursor);
    }
    return listingOf(monitors, leftOut);
  }

  async figure(monitorId: string, figure: Figure, signal: AbortSignal): Promise<number | null> {
    const path = `/monitors/${encodeURIComponent(monitorId)}/stats`;
    if (figure === 'averageResponseMs') {
      const { summary } = await this.get(`${path}/response-time?${this.lastDays(1)}`, ResponseTime, signal);
      return summary.avg ?? null;
    }
    // Per monitor a percentage, although it is a share for the account.
    const range = this.lastDays(UPTIME_DAYS[figure]);
    const { uptime } = await this.get(`${path}/uptime?${range}`, Uptime, signal);
    return uptime / 100;
  }

  private async get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const headers = { authorization: `Bearer ${this.apiKey}` };
    // Once: a second attempt would come out of the same budget of calls. The next check is the retry.
    const { data } = await this.http.call({ path: `/v3${path}`, headers, schema, signal, attempts: 1 });
    return data;
  }

  private lastDays(days: number): string {
    const to = this.now();
    return queryOf({
      from: new Date(to - days * DAY_MS).toISOString(),
      to: new Date(to).toISOString(),
    });
  }
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}

/** Only the cursor of a link is used: the link itself could lead the key to another host. */
function cursorOf(nextLink: string | null | undefined): string | undefined {
  if (!nextLink || !URL.canParse(nextLink, 'https://any')) return undefined;
  return new URL(nextLink, 'https://any').searchParams.get('cursor') ?? undefined;
}

function toMonitor(wire: WireMonitor, now: number): Monitor {
  const { lastIncident, currentStateDuration, interval } = wire;
  const startedAt = instantOf(lastIncident?.startedAt);
  const durationMs = lastIncident?.duration == null ? null : lastIncident.duration * 1_000;
  return {
    id: wire.id,
    name: nameOf(wire.friendlyName, wire.id),
    url: monitorUrl(wire.url, wire.type),
    type: wire.type,
    state: wire.status,
    stateSinceAt: currentStateDuration == null ? null : instantOf(now - currentStateDuration * 1_000),
    intervalMs: interval == null ? null : interval * 1_000,
    tags: wire.tags.items.map(({ name }) => name),
    certificateExpiresAt: instantOf(wire.sslExpiryDateTime),
    lastIncident:
      lastIncident && startedAt
        ? { startedAt, durationMs, reason: lastIncident.reason, isOpen: durationMs === null }
        : null,
    statistics: {
      uptime24HoursRatio: lastDayRatio(
        wire.lastDayUptimes?.histogram.items.map(({ uptime }) => uptime) ?? [],
      ),
      uptime7DaysRatio: null,
      uptime30DaysRatio: null,
      averageResponseMs: null,
      asOf: new Date(now).toISOString(),
    },
  };
}

/** The mean of the hours. Whether they are shares or percentages is not documented: above 1 they must be the latter. */
function lastDayRatio(hours: readonly number[]): number | null {
  if (hours.length === 0) return null;
  const mean = hours.reduce((sum, hour) => sum + hour, 0) / hours.length;
  return Math.max(...hours) > 1 ? mean / 100 : mean;
}
