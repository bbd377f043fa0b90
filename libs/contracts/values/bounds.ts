import * as z from 'zod/mini';
import { refusedAs } from '../problems/field-error.js';

/** No moment lies outside: what writes a year in four digits, and every store, holds these. Epoch milliseconds. */
const EARLIEST_MS = 0;
const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The longest wait that the console keeps, milliseconds. Whoever asks for more (a `Retry-After` of years) is asked again after
 * this: once an hour harms nobody, and nothing is silent until the next restart.
 */
export const LONGEST_WAIT_MS = 3_600_000;

/** What somebody may have asked for, for people to read: a hundred years stand for everything beyond. */
const LONGEST_WRITTEN_MS = 100 * 365 * 86_400_000;

/** Whether epoch milliseconds are a moment that the console can keep and show. */
export function isMoment(ms: number): boolean {
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}

/** Whether a number can be a figure: JSON and stores hold it to the unit, and sums of many still fit. */
export function isFigure(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

/** ISO 8601 in UTC of epoch milliseconds, or of a text with a moment; null where it says none that can be kept. */
export function instantOf(moment: number | string | null | undefined): string | null {
  const ms = typeof moment === 'string' ? Date.parse(moment) : (moment ?? Number.NaN);
  return isMoment(ms) ? new Date(ms).toISOString() : null;
}

/** A wait that somebody asks for. */
export interface AskedWait {
  /** As long as the console keeps it, whole milliseconds. */
  readonly waitMs: number;
  /** What was asked for where that is longer; null where the whole of it is kept. */
  readonly askedForMs: number | null;
}

/** A wait within its bounds; undefined where nothing sensible is asked for: not a number, none at all, in the past. */
export function askedWait(ms: number): AskedWait | undefined {
  if (!(ms > 0)) return undefined;
  const whole = Math.ceil(Math.min(ms, LONGEST_WRITTEN_MS));
  return whole > LONGEST_WAIT_MS
    ? { waitMs: LONGEST_WAIT_MS, askedForMs: whole }
    : { waitMs: whole, askedForMs: null };
}

/** Nobody asks for history after this; the hours that SQLite's history is kept by end in the year 3883. */
const LAST_ASKED_MS = Date.UTC(3000, 0);

/** A moment that people or programs give, ISO 8601 with any offset, read as epoch milliseconds. */
export const MomentText = z
  .pipe(
    z.iso.datetime({ offset: true }),
    z.transform((text) => Date.parse(text)),
  )
  .check(
    z.refine(
      (ms) => isMoment(ms) && ms <= LAST_ASKED_MS,
      refusedAs('out-of-range', 'Has to lie between the years 1970 and 3000 in UTC'),
    ),
  );
