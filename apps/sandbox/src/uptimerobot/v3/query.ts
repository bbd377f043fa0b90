import { Refusal } from '../../http/exchange.ts';
import type { Range } from '../figures.ts';
import { MONITOR_STATUSES } from '../monitor-seeds.ts';
import { badRequest } from './refusals.ts';

const DAY_MS = 86_400_000;
const MAX_RANGE_DAYS = 90;

/** A whole number within bounds, or the default when it is not given. Refuses with 400 otherwise. */
export function integer(
  query: URLSearchParams,
  name: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^-?\d+$/.test(text)) throw new Refusal(badRequest(`${name} must be an integer number`));
  const value = Number(text);
  if (value < min) throw new Refusal(badRequest(`${name} must not be less than ${min}`));
  if (value > max) throw new Refusal(badRequest(`${name} must not be greater than ${max}`));
  return value;
}

/** The values of a comma-separated parameter; undefined when it is not given. */
export function list(query: URLSearchParams, name: string): string[] | undefined {
  return query
    .get(name)
    ?.split(',')
    .map((value) => value.trim());
}

/** The statuses asked for, in capitals; undefined means any. Refuses an unknown one with 400. */
export function statuses(query: URLSearchParams): string[] | undefined {
  const wanted = list(query, 'status')?.map((status) => status.toUpperCase());
  if (wanted?.some((status) => !MONITOR_STATUSES.some((known) => known === status))) {
    throw new Refusal(
      badRequest(`each value in status must be one of the following values: ${MONITOR_STATUSES.join(', ')}`),
    );
  }
  return wanted;
}

/** A moment in ISO 8601, in epoch milliseconds. Refuses anything else with 400. */
export function moment(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new Refusal(badRequest(`${name} must be a valid ISO 8601 date string`));
  return atMs;
}

/** The stretch between `from` and `to`, by default the last day. Refuses more than ninety days with 400. */
export function range(query: URLSearchParams, atMs: number): Range {
  const toMs = moment(query, 'to') ?? atMs;
  const fromMs = moment(query, 'from') ?? toMs - DAY_MS;
  if (fromMs >= toMs) throw new Refusal(badRequest('from must be before to'));
  if (toMs - fromMs > MAX_RANGE_DAYS * DAY_MS) {
    throw new Refusal(badRequest(`date range must not exceed ${MAX_RANGE_DAYS} days`));
  }
  return { fromMs, toMs };
}

const TIME_FRAME_DAYS: Readonly<Record<string, number>> = {
  DAY: 1,
  WEEK: 7,
  MONTH: 30,
  DAYS_30: 30,
  YEAR: 365,
  ALL: 365,
};

/** The stretch that `timeFrame` names; `CUSTOM` takes `start` and `end` in epoch seconds. */
export function timeFrame(query: URLSearchParams, atMs: number): Range {
  const name = query.get('timeFrame') ?? '';
  const days = TIME_FRAME_DAYS[name];
  if (days !== undefined) return { fromMs: atMs - days * DAY_MS, toMs: atMs };
  if (name !== 'CUSTOM') {
    const names = [...Object.keys(TIME_FRAME_DAYS), 'CUSTOM'].join(', ');
    throw new Refusal(badRequest(`timeFrame must be one of the following values: ${names}`));
  }
  const bounds = { min: 0, max: 10_000_000_000, fallback: -1 };
  const [start, end] = [integer(query, 'start', bounds), integer(query, 'end', bounds)];
  if (start < 0 || end <= start)
    throw new Refusal(badRequest('start and end are required and in this order'));
  return { fromMs: start * 1000, toMs: end * 1000 };
}
