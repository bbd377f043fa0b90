import { json, type Call, type Reply } from '../http/exchange.ts';
import type { Story } from '../story.ts';
import type { SentryProject } from './project.ts';
import { concernsProject, detail, duration, environments, iso, stretch } from './query.ts';

const HOUR_MS = 3_600_000;
const MAX_POINTS = 10_000;

/** Sessions per hour at full load and the share that crashes; an environment that is not here has no sessions. */
const HEALTH: Readonly<Record<string, { perHour: number; crashRatio: number }>> = {
  staging: { perHour: 160, crashRatio: 0.006 },
  prod: { perHour: 2400, crashRatio: 0.0012 },
};

interface Sessions {
  readonly total: number;
  readonly crashed: number;
  readonly users: number;
}

type Figure = (sessions: Sessions) => number | null;

const FIELDS: Readonly<Record<string, Figure>> = {
  'sum(session)': ({ total }) => total,
  'count_unique(user)': ({ users }) => users,
  'crash_rate(session)': ({ total, crashed }) => ratio(crashed, total),
  'crash_rate(user)': ({ users, crashed }) => ratio(Math.min(users, crashed), users),
  'crash_free_rate(session)': ({ total, crashed }) => ratio(total - crashed, total),
  'crash_free_rate(user)': ({ users, crashed }) => ratio(users - Math.min(users, crashed), users),
};

/** `GET …/sessions/`: how many sessions crashed. Where there were none, rates are null and never 100 %. */
export function releaseHealth(call: Call, project: SentryProject, story: Story): Reply {
  const { query } = call;
  const fields = query.getAll('field');
  const groupBy = query.getAll('groupBy');
  const stepMs = duration(query.get('interval') ?? '1h');
  if (fields.length === 0) return detail(400, 'Request is missing a "field"');
  if (fields.some((field) => !FIELDS[field]))
    return detail(400, `Invalid field: '${fields.find((it) => !FIELDS[it])}'`);
  if (groupBy.some((name) => name !== 'environment'))
    return detail(400, 'The sandbox groups only by environment');
  if (stepMs === undefined || stepMs < HOUR_MS)
    return detail(400, 'The interval has to be at least one hour.');
  const { fromMs, toMs } = stretch(call);
  const firstMs = Math.floor(fromMs / stepMs) * stepMs;
  const length = Math.ceil((toMs - firstMs) / stepMs);
  if (length * fields.length > MAX_POINTS) {
    return detail(400, 'Your interval and date range would create too many results.');
  }
  const starts = Array.from({ length }, (_, index) => firstMs + index * stepMs);
  const names = concernsProject(call) ? environments(call, project) : [];
  const groups = groupBy.length > 0 ? names.map((name) => [name]) : [names];
  return json(200, {
    start: iso(firstMs),
    end: iso(toMs),
    intervals: starts.map(iso),
    groups: groups.map((group) => {
      const keys = group.flatMap((name) => project.keyOf(name) ?? []);
      const series = starts.map((startMs) =>
        sessionsIn(keys, story, startMs, Math.min(startMs + stepMs, toMs)),
      );
      return {
        by: groupBy.length > 0 ? { environment: group[0] } : {},
        ...(query.get('includeTotals') !== '0' && {
          totals: Object.fromEntries(fields.map((field) => [field, FIELDS[field]?.(sum(series))])),
        }),
        ...(query.get('includeSeries') !== '0' && {
          series: Object.fromEntries(fields.map((field) => [field, series.map((it) => FIELDS[field]?.(it))])),
        }),
      };
    }),
    query: query.get('query') ?? '',
  });
}

/** The sessions of some environments in a step, summed hour by hour. */
function sessionsIn(keys: readonly string[], story: Story, fromMs: number, toMs: number): Sessions {
  const hours = Math.ceil((toMs - fromMs) / HOUR_MS);
  return sum(
    keys.flatMap((key) =>
      Array.from({ length: hours }, (_, hour) => {
        const startMs = fromMs + hour * HOUR_MS;
        return sessionsOfHour(key, story, startMs, Math.min(1, (toMs - startMs) / HOUR_MS));
      }),
    ),
  );
}

function sessionsOfHour(key: string, story: Story, startMs: number, share: number): Sessions {
  const { perHour, crashRatio } = HEALTH[key] ?? { perHour: 0, crashRatio: 0 };
  const total = Math.round(perHour * story.load(key, startMs) * share);
  const crashed = Math.round(total * crashRatio * 2 * story.noise(`crashes of ${key}`, startMs));
  return { total, crashed, users: Math.round(total * 0.6) };
}

function sum(all: readonly Sessions[]): Sessions {
  return all.reduce(
    (total, more) => ({
      total: total.total + more.total,
      crashed: total.crashed + more.crashed,
      users: total.users + more.users,
    }),
    { total: 0, crashed: 0, users: 0 },
  );
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((part / whole).toFixed(6));
}
