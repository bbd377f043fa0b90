import { json, type Call, type Reply } from '../../http/exchange.ts';
import type { Story } from '../../story.ts';
import { responseTimes, uptimeOf, type Range } from '../figures.ts';
import { iso } from './incidents.ts';
import type { Monitor } from '../monitors.ts';

/** `GET /monitors/{id}/stats/uptime`: a percentage. */
export function uptimeStats(monitor: Monitor, range: Range): Reply {
  const { uptimeRatio, downtimeSeconds, incidents, mtbfSeconds } = uptimeOf(monitor, range);
  return json(200, {
    uptime: Number((uptimeRatio * 100).toFixed(3)),
    total_downtime_seconds: downtimeSeconds,
    incident_count: incidents,
    mtbf: mtbfSeconds,
    from: iso(range.fromMs),
    to: iso(range.toMs),
  });
}

/** `GET /monitors/{id}/stats/response-time`. */
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
