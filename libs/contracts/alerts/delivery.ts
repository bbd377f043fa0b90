import * as z from 'zod/mini';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { Reason } from '../checks/reason.js';
import { IncidentId, PersonName } from './incident.js';
import { ActingName } from './incident-action.js';

/** What a message says: that an incident opened, changed, goes on unacknowledged, or is over. */
export const DeliveryKind = z
  .enum(['opened', 'changed', 'repeat', 'resolved'])
  .register(z.globalRegistry, { id: 'DeliveryKind' });
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/**
 * `waiting` until its turn; `sending` while a claim holds it; `sent` once the channel has acknowledged it; `merged` when
 * another delivery's message covers it; `dead` when it was given up and can be replayed; `dismissed` when a person has seen
 * that and leaves it so.
 */
export const DeliveryState = z
  .enum(['queued', 'sending', 'delivered', 'merged', 'dead', 'dismissed'])
  .register(z.globalRegistry, { id: 'DeliveryState' });
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Why a delivery was given up. */
export const DeathCause = z
  .enum(['too-old', 'refused', 'unreadable', 'channel-removed'])
  .register(z.globalRegistry, { id: 'DeathCause' });
export type DeathCause = z.infer<typeof DeathCause>;

/**
 * What came of one attempt. `unknown`: the connection died after the message was sent, so that it may have arrived; `unreadable`:
 * something answered that is not the channel, so that it may have arrived.
 */
export const AttemptOutcome = z
  .enum(['delivered', 'limited', 'failed', 'unknown', 'unreadable', 'broken', 'refused', 'gone'])
  .register(z.globalRegistry, { id: 'AttemptOutcome' });
export type AttemptOutcome = z.infer<typeof AttemptOutcome>;

export const DeliveryAttempt = z
  .object({
    at: Instant,
    /** Posted anew, or an earlier message edited. */
    verb: z.enum(['post', 'edit']),
    outcome: AttemptOutcome,
    tookMs: z.nullable(z.int().check(z.nonnegative())),
    /** Why it did not go; holds the channel's own `httpStatus`, `channelCode`, `channelMessage`. */
    reason: z.nullable(Reason),
  })
  .register(z.globalRegistry, { id: 'DeliveryAttempt' });
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** One wanted message about one incident to one channel, from wanted to acknowledged. */
export const Delivery = z
  .object({
    /** Time-ordered (UUIDv7): the order in which messages are wanted. */
    id: z.uuid(),
    incidentId: IncidentId,
    environment: EnvironmentId,
    channel: z.string().register(z.globalRegistry, { example: 'prod.discord' }),
    kind: DeliveryKind,
    state: DeliveryState,
    createdAt: Instant,
    /** When it was last put (back) into the queue; dead letters are counted from here. */
    queuedAt: Instant,
    /** When it was sent, merged or given up. */
    settledAt: z.nullable(Instant),
    /** The newest ones, oldest first. */
    attempts: z.array(DeliveryAttempt),
    attemptCount: z.int().check(z.nonnegative()),
    /** An attempt before the one that succeeded had an unknown outcome: the channel may show it twice. */
    isPossiblyRepeated: z.boolean(),
    /** The channel's id of its message. */
    messageId: z.nullable(z.string()),
    /** How many deliveries the digest covers; 1 where the message is the incident's own. */
    digestSize: z.int().check(z.positive()),
    deathCause: z.nullable(DeathCause),
    /** Who dismissed it; absent where nobody has. */
    dismissedBy: z.optional(PersonName),
    /** Who is sending it, since when, and until when nobody else may. */
    claim: z.nullable(z.object({ owner: z.string(), since: Instant, until: Instant })),
  })
  .register(z.globalRegistry, { id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

/** A page of the deliveries of one incident, newest first. */
export const DeliveryList = z
  .object({
    deliveries: z.array(Delivery),
    /** Give it back for the next page; null at the end. */
    nextCursor: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'DeliveryList' });
export type DeliveryList = z.infer<typeof DeliveryList>;

/** A page of the log, newest first. */
export const DeliveryPage = z
  .object({
    deliveries: z.array(Delivery),
    nextCursor: z.nullable(z.string()),
    /** All that there are, whatever the filter. */
    counts: z.object({ waiting: z.int(), dead: z.int() }),
  })
  .register(z.globalRegistry, { id: 'DeliveryPage' });
export type DeliveryPage = z.infer<typeof DeliveryPage>;

/** Body of replaying all dead deliveries: those of one environment, or of all. */
export const ReplayRequest = z
  .strictObject({ environment: z.optional(EnvironmentId) })
  .register(z.globalRegistry, { id: 'ReplayRequest' });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** How many deliveries were put back into their queues. */
export const ReplayReport = z
  .object({ replayed: z.int() })
  .register(z.globalRegistry, { id: 'ReplayReport' });
export type ReplayReport = z.infer<typeof ReplayReport>;

/** Body of dismissing a dead delivery. */
export const Dismissal = z.strictObject({ by: ActingName }).register(z.globalRegistry, { id: 'Dismissal' });
export type Dismissal = z.infer<typeof Dismissal>;

/** Body of dismissing all dead deliveries: those of one environment, or of all. */
export const DismissRequest = z
  .strictObject({ by: ActingName, environment: z.optional(EnvironmentId) })
  .register(z.globalRegistry, { id: 'DismissRequest' });
export type DismissRequest = z.infer<typeof DismissRequest>;

/** How many dead deliveries were dismissed. */
export const DismissReport = z
  .object({ dismissed: z.int() })
  .register(z.globalRegistry, { id: 'DismissReport' });
export type DismissReport = z.infer<typeof DismissReport>;
