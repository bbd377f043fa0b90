import { EnvironmentId, MomentText, refusedAs } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { wholeNumber } from '../http/input/query-parts.js';

const filters = {
  actor: z.string().min(1).max(200).optional().meta({ description: 'The id of a person or an API key' }),
  action: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .meta({ description: "An operation's id", example: 'changeRule' }),
  environment: z.optional(EnvironmentId),
  from: z.optional(MomentText).meta({ description: 'Since then' }),
  to: z.optional(MomentText).meta({ description: 'Before then' }),
};

interface Period {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const isPeriod = ({ from, to }: Period) => from === undefined || to === undefined || from < to;
const NO_PERIOD = { path: ['from'], ...refusedAs('ends-before-it-starts', 'must be before "to"') };

/** Filters the audit log, for a page of it. */
export const AuditQueryText = z
  .strictObject({
    ...filters,
    cursor: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .optional()
      .meta({ type: 'string', description: 'The `nextCursor` of the page before' }),
    limit: wholeNumber(1, 200, 50),
  })
  .refine(isPeriod, NO_PERIOD);
export type AuditQueryText = z.infer<typeof AuditQueryText>;

/** Filters the audit log, all of it. */
export const AuditExportQuery = z.strictObject(filters).refine(isPeriod, NO_PERIOD);
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;
