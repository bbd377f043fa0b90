import { Refusal } from '../../http/exchange.ts';
import type { Range } from '../figures.ts';
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

/** A moment in ISO 8601, in epoch milliseconds. Refuses anything else with 400. */
function moment(query: URLSearchParams, name: string): number | undefined {
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
