import { json, Refusal, type Call, type Reply } from '../http/exchange.ts';
import type { SentryProject } from './project.ts';
import { concernsProject, detail, environments, stretch } from './query.ts';
import { bucketsOf, type Occurrence } from './tally.ts';

const DATASETS = ['errors', 'logs', 'spans', 'profile_functions', 'tracemetrics', 'uptime_results'];
const COUNT = 'count()';

/** `GET …/events-timeseries/`: errors per step, the moments in milliseconds. */
export function eventsTimeseries(call: Call, project: SentryProject): Reply {
  const dataset = datasetOf(call);
  const yAxis = call.query.get('yAxis') ?? COUNT;
  if (yAxis !== COUNT) return detail(400, `The sandbox counts only ${COUNT}, not '${yAxis}'`);
  const { fromMs, toMs } = stretch(call);
  const seconds = Number(call.query.get('interval') ?? 3600);
  if (!Number.isInteger(seconds) || seconds < 1) return detail(400, 'Invalid interval');
  if ((toMs - fromMs) / seconds / 1000 > 10_000)
    return detail(400, 'Your interval and date range would create too many results.');
  const stepMs = seconds * 1000;
  const all = dataset === 'errors' ? eventsOf(call, project, environments(call, project)) : [];
  const values = bucketsOf(all, { fromMs, toMs: toMs + 1, stepMs }).map(({ atMs, count }) => ({
    timestamp: atMs,
    value: count,
    incomplete: atMs + stepMs > call.atMs,
  }));
  return json(200, {
    timeSeries: [{ yAxis, values, meta: { valueType: 'integer', valueUnit: null, interval: stepMs } }],
    meta: { dataset, start: fromMs, end: toMs },
  });
}

function eventsOf(call: Call, project: SentryProject, names: readonly string[]): Occurrence[] {
  if (!concernsProject(call)) return [];
  return project.issues(names, call.atMs).flatMap(({ occurrences }) => occurrences);
}

function datasetOf({ query }: Call): string {
  const dataset = query.get('dataset') ?? '';
  if (DATASETS.includes(dataset)) return dataset;
  throw new Refusal(detail(400, `dataset must be one of: ${DATASETS.join(', ')}`));
}
