import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { LocationId } from '../checks/location.js';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { ServiceKind, TargetId } from '../service.js';
import { QueueRival } from './workers.js';

/**
 * `observation` events: of which service something was checked, its status, and whether that is news; whoever shows more reads it
 * anew then. One comes at once where a status has changed or a person asked for the check, else every few seconds.
 */
export const ObservationEvent = z
  .object({
    environment: EnvironmentId,
    service: ServiceKind,
    status: CheckStatus,
    observedAt: Instant,
    /**
     * Whether something is otherwise than at the check before: the status of a target, its reason, or that it is there at all.
     * Figures alone are no change. Earlier consoles do not say so: anything may have changed then.
     */
    hasChanged: z._default(z.boolean(), true),
    /** Targets that a person had checked, whose results came since the event before. */
    requested: z.optional(z.array(TargetId)),
  })
  .register(z.globalRegistry, { id: 'ObservationEvent' });
export type ObservationEvent = z.infer<typeof ObservationEvent>;

/**
 * Names of the stream's events. `alert` names what of the alerts has changed. `reset` follows an id that is no longer known: what was shown must be read anew.
 * `console` reports the console's own faults (ConsoleEvent). `heartbeat` says only that the server is
 * there: comments would do for proxies, but browsers hide them from the page.
 */
export const StreamEventName = z.enum(['observation', 'alert', 'reset', 'console', 'heartbeat']);
export type StreamEventName = z.infer<typeof StreamEventName>;

/** `alert` events: what has changed, so that whoever shows it reads it anew. */
export const AlertEvent = z
  .object({
    topic: z.enum(['incidents', 'deliveries', 'rules', 'mutes', 'channels']),
    /** Null where the change is no single environment's. */
    environment: z.nullable(EnvironmentId),
    incidentId: z.nullable(z.uuid()),
  })
  .register(z.globalRegistry, { id: 'AlertEvent' });
export type AlertEvent = z.infer<typeof AlertEvent>;

/** Why the store fails. `data-file-lost`: its file was removed, moved away or replaced while the console ran. */
export const StoreProblem = z
  .enum(['failing', 'data-file-lost'])
  .register(z.globalRegistry, { id: 'StoreProblem' });
export type StoreProblem = z.infer<typeof StoreProblem>;

/** Whether a new data file was written; false where none was lost. */
export const DataFileReport = z
  .object({ isRestored: z.boolean() })
  .register(z.globalRegistry, { id: 'DataFileReport' });
export type DataFileReport = z.infer<typeof DataFileReport>;

/** The console cannot reach the public network since then, and has not observed so many checks. */
export const ConnectionOutage = z
  .object({ since: Instant, checks: z.int().check(z.nonnegative()) })
  .register(z.globalRegistry, { id: 'ConnectionOutage' });
export type ConnectionOutage = z.infer<typeof ConnectionOutage>;

/** A location of which nothing comes though targets are checked from there; null stands for workers without a location. */
export const SilentLocation = z
  .object({ location: z.nullable(LocationId), since: Instant })
  .register(z.globalRegistry, { id: 'SilentLocation' });
export type SilentLocation = z.infer<typeof SilentLocation>;

export const ConsoleEvent = z
  .object({
    isStoreFailing: z.boolean(),
    /** Null while it works. */
    storeProblem: z._default(z.nullable(StoreProblem), null),
    /** Null while the network can be reached. */
    outage: z._default(z.nullable(ConnectionOutage), null),
    /** Notifications that reached nobody, and that nobody has dismissed. */
    deadLetterCount: z._default(z.int(), 0),
    /** Entries that the audit log could not be given yet: nothing is changed meanwhile. */
    unrecordedCount: z._default(z.int(), 0),
    /** Workers cannot be asked since then, so that the console checks everything itself. Null while they can, and without a queue. */
    queueAwaySince: z._default(z.nullable(Instant), null),
    /** Another console uses the queue with other settings. Null while none does, and at a follower. */
    queueRival: z._default(z.nullable(QueueRival), null),
    /** Locations of which nothing comes since then; null stands for workers without one. */
    silentLocations: z._default(z.array(SilentLocation), []),
  })
  .register(z.globalRegistry, { id: 'ConsoleEvent' });
export type ConsoleEvent = z.infer<typeof ConsoleEvent>;
