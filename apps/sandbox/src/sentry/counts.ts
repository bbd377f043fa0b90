import { json, Refusal, type Call, type Reply } from '../http/exchange.ts';
import type { SentryProject } from './project.ts';
import { concernsProject, detail, duration, environments, iso, stretch } from './query.ts';
import { bucketsOf, countWithin, type Occurrence } from './tally.ts';

const DATASETS = ['errors', 'logs', 'spans', 'profile_functions', 'tracemetrics', 'uptime_results'];
const COUNT = 'count()';
const QUANTITY = 'sum(quantity)';

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

/** `GET …/events/`: a table of counts, in all or by environment. */
export function eventsTable(call: Call, project: SentryProject): Reply {
  const dataset = datasetOf(call);
  const fields = call.query.getAll('field');
  const bad = fields.find((field) => field !== COUNT && field !== 'environment');
  if (fields.length === 0) return detail(400, 'No columns selected');
  if (bad !== undefined) return detail(400, `The sandbox knows no field '${bad}'`);
  const { fromMs, toMs } = stretch(call);
  const names = environments(call, project);
  const groups = fields.includes('environment') ? names.map((name) => [name]) : [names];
  const rows = groups
    .map((group) => ({
      environment: group[0],
      [COUNT]: countWithin(eventsOf(call, project, group), fromMs, toMs + 1),
    }))
    .filter((row) => Number(row[COUNT]) > 0)
    .sort((one, other) => Number(other[COUNT]) - Number(one[COUNT]));
  const kinds: Readonly<Record<string, string>> = { environment: 'string', [COUNT]: 'integer' };
  return json(200, {
    data: rows.map((row) =>
      Object.fromEntries(fields.map((field) => [field, Reflect.get(row, field) as unknown])),
    ),
    meta: {
      fields: Object.fromEntries(fields.map((field) => [field, kinds[field]])),
      units: Object.fromEntries(fields.map((field) => [field, null])),
      dataset,
    },
  });
}

/** `GET …/stats_v2/`: what became of the events of the whole organization; it knows no environments. */
export function statsV2(call: Call, project: SentryProject): Reply {
  const { query } = call;
  if (query.get('field') !== QUANTITY) return detail(400, `The sandbox sums only ${QUANTITY}`);
  if (query.get('groupBy') !== 'outcome') return detail(400, 'The sandbox groups only by outcome');
  const { fromMs, toMs } = stretch(call);
  const stepMs = duration(query.get('interval') ?? '1h');
  if (stepMs === undefined || stepMs === 0) return detail(400, 'Invalid interval');
  const all = query.get('category') === 'error' ? eventsOf(call, project, project.environments()) : [];
  const accepted = bucketsOf(all, { fromMs, toMs: toMs + 1, stepMs });
  const none = accepted.map(({ atMs }) => ({ atMs, count: 0 }));
  return json(200, {
    start: iso(fromMs),
    end: iso(toMs),
    intervals: accepted.map(({ atMs }) => iso(atMs)),
    groups: [group('accepted', accepted), group('rate_limited', none)],
  });
}

function group(outcome: string, buckets: readonly Occurrence[]) {
  const series = buckets.map(({ count }) => count);
  const total = series.reduce((sum, count) => sum + count, 0);
  return { by: { outcome }, totals: { [QUANTITY]: total }, series: { [QUANTITY]: series } };
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
