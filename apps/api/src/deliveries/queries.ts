import { DeliveryState, EnvironmentId, IncidentId } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** Filters the deliveries; without any, all of them. */
export const DeliveriesQuery = z.strictObject({
  environment: z.optional(EnvironmentId),
  channel: z.string().min(1).max(200).optional().meta({ example: 'prod.discord' }),
  state: z.optional(DeliveryState),
  incident: z.optional(IncidentId),
  ...paging,
});
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;
