import type { Words } from '../language/words';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Ranges that charts offer, in milliseconds. */
export const RANGES = {
  quarter: 15 * MINUTE_MS,
  hour: HOUR_MS,
  sixHours: 6 * HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
} as const;

/** A range in words: minutes below an hour, days above one. */
export function rangeWords(rangeMs: number, words: Words): string {
  if (rangeMs < HOUR_MS) return words.say('services.range.minutes', { count: rangeMs / MINUTE_MS });
  if (rangeMs <= DAY_MS) return words.say('services.range.hours', { count: rangeMs / HOUR_MS });
  return words.say('services.range.days', { count: rangeMs / DAY_MS });
}
