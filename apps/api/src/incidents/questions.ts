import { EnvironmentId, IncidentState, ServiceKind, Severity } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { paging } from '../http/paging.js';
import { moment } from '../http/query-parts.js';

/** Which incidents are wanted; all of them where nothing is said. */
export const IncidentsQuestion = z
  .strictObject({
    environment: EnvironmentId.optional(),
    service: ServiceKind.optional(),
    state: IncidentState.optional(),
    severity: Severity.optional(),
    /** A rule's id. */
    rule: z.string().min(1).max(64).optional(),
    /** Those that were open at some time from here … */
    from: moment.optional(),
    /** … to here, which does not belong to it. */
    to: moment.optional(),
    ...paging,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['from'],
    message: 'must be before "to"',
  });
export type IncidentsQuestion = z.infer<typeof IncidentsQuestion>;
