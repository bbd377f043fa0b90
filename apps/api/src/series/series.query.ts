import { MeasurementName, MomentText, refusedAs, TargetId } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { wholeNumber } from '../http/input/query-parts.js';

const DAY_MS = 24 * 3_600_000;

/** A range of a series. Without `from` and `to`, the last hour. */
export const SeriesQuery = z
  .strictObject({
    from: z.optional(MomentText),
    to: z.optional(MomentText),
    measurement: z._default(MeasurementName, 'latencyMs'),
    target: z._default(TargetId, 'default'),
    /** About how many points to return. */
    points: wholeNumber(10, 1_000, 240),
  })
  .transform(({ from, to, ...rest }) => {
    const toMs = to ?? Date.now();
    return { ...rest, toMs, fromMs: from ?? toMs - DAY_MS / 24 };
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, {
    path: ['from'],
    ...refusedAs('ends-before-it-starts', 'must be before "to"'),
  })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= 31 * DAY_MS, {
    path: ['from'],
    ...refusedAs('range-too-long', 'must be at most 31 days before "to"'),
  });
export type SeriesQuery = z.infer<typeof SeriesQuery>;
