import {
  EnvironmentId,
  IncidentState,
  MomentText,
  refusedAs,
  ServiceKind,
  Severity,
} from '@envscope/contracts/index.js';
import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** Filters the incidents; without any, all of them. */
export const IncidentsQuery = z
  .strictObject({
    environment: z.optional(EnvironmentId),
    service: z.optional(ServiceKind),
    state: z.optional(IncidentState),
    severity: z.optional(Severity),
    rule: z.string().min(1).max(64).optional().meta({ description: "A rule's id" }),
    from: z.optional(MomentText).meta({ description: 'Those that were open at some time since then' }),
    to: z.optional(MomentText).meta({ description: 'Those that opened before' }),
    ...paging,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['from'],
    ...refusedAs('ends-before-it-starts', 'must be before "to"'),
  });
export type IncidentsQuery = z.infer<typeof IncidentsQuery>;

/** One page of an incident's deliveries. */
export const IncidentDeliveriesQuery = z.strictObject(paging);
export type IncidentDeliveriesQuery = z.infer<typeof IncidentDeliveriesQuery>;
