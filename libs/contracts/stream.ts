import * as z from 'zod';
import { CheckStatus } from './check-status.js';
import { EnvironmentId } from './environment.js';
import { Instant } from './observation.js';
import { ServiceKind } from './service.js';

/** `observation` events: which service was looked at and how it stands; whoever shows more reads it anew. */
export const ObservationEvent = z
  .object({
    environment: EnvironmentId,
    service: ServiceKind,
    status: CheckStatus,
    observedAt: Instant,
  })
  .meta({ id: 'ObservationEvent' });
export type ObservationEvent = z.infer<typeof ObservationEvent>;

/**
 * Names of the stream's events. `reset` follows an id that is no longer known: what was shown must be read anew.
 * `console` tells of the console's own faults (`{ isStoreFailing }`).
 */
export const StreamEventName = z.enum(['observation', 'reset', 'console']);
export type StreamEventName = z.infer<typeof StreamEventName>;

export const ConsoleEvent = z.object({ isStoreFailing: z.boolean() }).meta({ id: 'ConsoleEvent' });
export type ConsoleEvent = z.infer<typeof ConsoleEvent>;
