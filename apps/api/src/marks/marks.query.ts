import { EnvironmentId, MomentText, refusedAs } from '@envscope/contracts/index.js';
import * as z from 'zod';

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 31;

/** So many environments are compared at the most. */
const MOST_ENVIRONMENTS = 4;

/** A range of time in some environments. Without `from` and `to`, the last seven days. */
export const MarksQuery = z
  .strictObject({
    environments: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(EnvironmentId).min(1).max(MOST_ENVIRONMENTS))
      .meta({ description: 'Keys of environments, by commas' }),
    from: z.optional(MomentText),
    to: z.optional(MomentText),
  })
  .transform(({ environments, from, to }) => {
    const toMs = to ?? Date.now();
    return { environments, toMs, fromMs: from ?? toMs - 7 * DAY_MS };
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, {
    path: ['from'],
    ...refusedAs('ends-before-it-starts', 'must be before "to"'),
  })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= LONGEST_DAYS * DAY_MS, {
    path: ['from'],
    ...refusedAs('range-too-long', `must be at most ${LONGEST_DAYS} days before "to"`),
  });
export type MarksQuery = z.infer<typeof MarksQuery>;
