import { EnvironmentId, MomentText, refusedAs } from '@envscope/contracts/index.js';
import * as z from 'zod';

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 31;

/** So many environments are compared at the most. */
const MOST_ENVIRONMENTS = 4;

const RANGE = { from: z.optional(MomentText), to: z.optional(MomentText) };

/** A range of time with what else is asked. Without `from` and `to`, the last seven days. */
const withRange = <Query extends { from?: number | undefined; to?: number | undefined }>(
  schema: z.ZodType<Query>,
) =>
  schema
    .transform(({ from, to, ...rest }) => {
      const toMs = to ?? Date.now();
      return { ...rest, toMs, fromMs: from ?? toMs - 7 * DAY_MS };
    })
    .refine(({ fromMs, toMs }) => fromMs < toMs, {
      path: ['from'],
      ...refusedAs('ends-before-it-starts', 'must be before "to"'),
    })
    .refine(({ fromMs, toMs }) => toMs - fromMs <= LONGEST_DAYS * DAY_MS, {
      path: ['from'],
      ...refusedAs('range-too-long', `must be at most ${LONGEST_DAYS} days before "to"`),
    });

/** A range of time in all environments. */
export const ReleasesQuery = withRange(z.strictObject(RANGE));
export type ReleasesQuery = z.infer<typeof ReleasesQuery>;

/** A range of time in some environments. */
export const MarksQuery = withRange(
  z.strictObject({
    ...RANGE,
    environments: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(EnvironmentId).min(1).max(MOST_ENVIRONMENTS))
      .meta({ description: 'Keys of environments, by commas' }),
  }),
);
export type MarksQuery = z.infer<typeof MarksQuery>;
