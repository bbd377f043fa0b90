import { EndpointKey, MomentText, refusedAs } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { wholeNumber } from '../http/input/query-parts.js';

export const WindowQuery = z.strictObject({ minutes: wholeNumber(1, 1_440, 15) });
export type WindowQuery = z.infer<typeof WindowQuery>;

export const EndpointQuery = z.strictObject({ endpoint: EndpointKey });
export type EndpointQuery = z.infer<typeof EndpointQuery>;

export const SlowRequestsQuery = z.strictObject({ limit: wholeNumber(1, 100, 50) });
export type SlowRequestsQuery = z.infer<typeof SlowRequestsQuery>;

const MINUTE_MS = 60_000;
const LONGEST_DAYS = 31;

/** A range, or the last minutes where it has no beginning. */
export const TimeSeriesQuery = z
  .strictObject({
    endpoint: z.optional(EndpointKey),
    minutes: wholeNumber(1, 1_440, 60),
    from: z.optional(MomentText),
    to: z.optional(MomentText),
  })
  .transform(({ endpoint = null, minutes, from, to }) => {
    const toMs = to ?? Date.now();
    return { endpoint, range: { fromMs: from ?? toMs - minutes * MINUTE_MS, toMs } };
  })
  .refine(({ range }) => range.fromMs < range.toMs, {
    path: ['from'],
    ...refusedAs('ends-before-it-starts', 'must be before "to"'),
  })
  .refine(({ range }) => range.toMs - range.fromMs <= LONGEST_DAYS * 1_440 * MINUTE_MS, {
    path: ['from'],
    ...refusedAs('range-too-long', `must be at most ${LONGEST_DAYS} days before "to"`),
  });
export type TimeSeriesQuery = z.infer<typeof TimeSeriesQuery>;

export const PopularQuery = z.strictObject({ limit: wholeNumber(1, 50, 10) });
export type PopularQuery = z.infer<typeof PopularQuery>;
