import { json, type Call, type Reply } from '../../http/exchange.ts';
import type { Story } from '../../story.ts';
import { outagesWithin, responseTimes, uptimeOf, type Range } from '../figures.ts';
import { iso } from './incidents.ts';
import type { Monitor } from '../monitors.ts';
import { integer, timeFrame } from './query.ts';

/** `GET /monitors/{id}/stats/uptime`: a percentage. */
export function uptimeStats(monitor: Monitor, range: Range): Reply {
  const { uptimeRatio, downtimeSeconds, incidents, mtbfSeconds } = uptimeOf([monitor], range);
  return json(200, {
    uptime: Number((uptimeRatio * 100).toFixed(3)),
    total_downtime_seconds: downtimeSeconds,
    incident_count: incidents,
    mtbf: mtbfSeconds,
    from: iso(range.fromMs),
    to: iso(range.toMs),
  });
}

/** `GET /monitors/uptime-stats`: all monitors of the account together, as a share. */
export function accountUptime({ query, atMs }: Call, monitors: readonly Monitor[]): Reply {
  const stretch = timeFrame(query, atMs);
  const logLimit = integer(query, 'logLimit', { min: 1, max: 500, fallback: 50 });
  const { uptimeRatio, downtimeSeconds, incidents, mtbfSeconds } = uptimeOf(monitors, stretch);
  const touching = monitors
    .map(({ outages }) => outagesWithin(outages, stretch))
    .filter((outages) => outages.length > 0);
  const logs = touching
    .flat()
    .sort((one, other) => other.fromMs - one.fromMs)
    .slice(0, logLimit)
    .map(({ type, fromMs, toMs }) => ({
      type: type === 'Downtime' ? 'DOWNTIME' : 'SLOW_RESPONSE',
      datetime: iso(fromMs),
      duration: toMs === null ? null : (toMs - fromMs) / 1000,
    }));
  return json(200, {
    // A share here, although the uptime of one monitor is a percentage.
    overallUptime: Number(uptimeRatio.toFixed(5)),
    totalIncidents: incidents,
    totalTimeWithoutIncidents: Math.round((stretch.toMs - stretch.fromMs) / 1000) - downtimeSeconds,
    affectedMonitors: touching.length,
    mtbf: mtbfSeconds,
    logs,
  });
}

/** `GET /monitors/{id}/stats/response-time`, and one region of `…/all`. */
export function responseTimeStats({ query }: Call, monitor: Monitor, story: Story, range: Range) {
  const points = responseTimes(monitor, story, range);
  const values = points.map(({ valueMs }) => valueMs);
  const sum = values.reduce((total, value) => total + value, 0);
  const series = points.map(({ atMs, valueMs }) => ({ timestamp: iso(atMs), value: valueMs }));
  return {
    summary: {
      min: values.length === 0 ? null : Math.min(...values),
      max: values.length === 0 ? null : Math.max(...values),
      avg: values.length === 0 ? null : Number((sum / values.length).toFixed(1)),
    },
    data_points: points.length,
    from: iso(range.fromMs),
    to: iso(range.toMs),
    ...(query.get('includeTimeSeries') === 'true' && { time_series: series }),
  };
}
