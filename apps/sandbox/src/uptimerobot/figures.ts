import type { Story } from '../story.ts';
import { downtimeMs, type Outage } from './outages.ts';
import type { Monitor } from './monitors.ts';

const STEP_MS = 300_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A stretch of epoch milliseconds that a figure is about. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Uptime of a monitor over a stretch; `uptimeRatio` is a share of 0 to 1. */
export interface Uptime {
  readonly uptimeRatio: number;
  readonly downtimeSeconds: number;
  readonly incidents: number;
  /** Mean time between failures; null when nothing failed. */
  readonly mtbfSeconds: number | null;
}

/** How long the monitor was up in a stretch. */
export function uptimeOf(monitor: Pick<Monitor, 'outages'>, { fromMs, toMs }: Range): Uptime {
  const outages = outagesWithin(monitor.outages, { fromMs, toMs });
  const downtime = downtimeMs(outages, fromMs, toMs);
  const observed = Math.max(1, toMs - fromMs);
  const incidents = outages.filter(({ type }) => type === 'Downtime').length;
  return {
    uptimeRatio: 1 - downtime / observed,
    downtimeSeconds: Math.round(downtime / 1000),
    incidents,
    mtbfSeconds: incidents === 0 ? null : Math.round((observed - downtime) / incidents / 1000),
  };
}

/** The outages that touch a stretch. */
function outagesWithin(outages: readonly Outage[], { fromMs, toMs }: Range): Outage[] {
  return outages.filter((outage) => outage.fromMs < toMs && (outage.toMs ?? Infinity) > fromMs);
}

/** One measured response. */
export interface ResponseTime {
  readonly atMs: number;
  readonly valueMs: number;
}

/** A response time for every five minutes of a stretch, oldest first; none while the monitor was down. */
export function responseTimes(
  { seed, outages, status }: Monitor,
  story: Story,
  range: Range,
): ResponseTime[] {
  const { latencyMs } = seed;
  if (latencyMs === undefined || status === 'PAUSED' || status === 'STARTED') return [];
  const touching = outagesWithin(outages, range);
  const first = Math.ceil(range.fromMs / STEP_MS) * STEP_MS;
  const length = Math.max(0, Math.ceil((range.toMs - first) / STEP_MS));
  return Array.from({ length }, (_, index) => first + index * STEP_MS).flatMap((atMs) => {
    const now = outagesWithin(touching, { fromMs: atMs, toMs: atMs + 1 });
    if (now.some(({ type }) => type === 'Downtime')) return [];
    const slowness = now.length > 0 ? 9 : 1;
    const load = 0.7 + 0.6 * story.load(seed.environment, atMs);
    const noise = 0.75 + 0.5 * story.noise(`latency of ${seed.id}`, atMs);
    return [{ atMs, valueMs: Math.round(latencyMs * load * noise * slowness) }];
  });
}

/** When a certificate runs out that always has so many days left, at seven in the morning, in epoch milliseconds. */
export function sslExpiryMs(daysLeft: number, atMs: number): number {
  return (Math.floor(atMs / DAY_MS) + daysLeft) * DAY_MS + 7 * HOUR_MS;
}

/** The uptime of each of the last 24 full hours and the present one, oldest first. */
export function hourlyUptimes({ outages }: Monitor, atMs: number) {
  const thisHour = Math.floor(atMs / HOUR_MS) * HOUR_MS;
  return Array.from({ length: 24 }, (_, index) => thisHour - (23 - index) * HOUR_MS).map((fromMs) => {
    const range = { fromMs, toMs: Math.min(fromMs + HOUR_MS, Math.max(atMs, fromMs + 1)) };
    const { uptimeRatio, incidents } = uptimeOf({ outages }, range);
    return { timestamp: fromMs / 1000, uptime: Number(uptimeRatio.toFixed(5)), changes: 2 * incidents };
  });
}
