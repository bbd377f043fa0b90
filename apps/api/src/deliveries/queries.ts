import { DeliveryState, EnvironmentId, IncidentId } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** Which deliveries are wanted; all of them where nothing is said. */
export const DeliveriesQuery = z.strictObject({
  environment: z.optional(EnvironmentId),
  channel: z.string().min(1).max(200).optional().meta({ example: 'prod.discord' }),
  state: z.optional(DeliveryState),
  incident: z.optional(IncidentId),
  ...paging,
});
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;
