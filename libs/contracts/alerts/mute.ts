import * as z from 'zod/mini';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { refusedAs, type FieldErrorCode } from '../problems/field-error.js';
import { ServiceKind, TargetId } from '../service.js';
import { optionalLine } from '../values/typed-text.js';
import { ActingName } from './incident-action.js';
import { IncidentId, PersonName } from './incident.js';

/** What is muted: an environment, one of its services, one target of that, or a single incident. */
export const MuteScope = z
  .strictObject({
    environment: EnvironmentId,
    /** Null: every service. */
    service: z._default(z.nullable(ServiceKind), null),
    /** Null: every target. Needs a service. */
    target: z._default(z.nullable(TargetId), null),
    /** Just this one: the service and the target are then those where it began. Absent: all there are. */
    incident: z.optional(IncidentId),
  })
  .check(
    z.refine(({ service, target }) => service !== null || target === null, {
      path: ['target'],
      ...refusedAs('needs-service', 'A target needs its service'),
    }),
  )
  .register(z.globalRegistry, { id: 'MuteScope' });
export type MuteScope = z.infer<typeof MuteScope>;

/** `maintenance` is planned work, `silence` a person's wish not to hear of something for a while. */
export const MuteKind = z.enum(['maintenance', 'silence']).register(z.globalRegistry, { id: 'MuteKind' });
export type MuteKind = z.infer<typeof MuteKind>;

/** The longest that anything is muted, and the furthest that it is planned ahead: a year. */
export const LONGEST_MUTE_MS = 366 * 24 * 3_600_000;

/** Why a mute cannot be kept, and which of its moments is to blame. */
export interface MuteFault {
  readonly field: 'startsAt' | 'endsAt';
  readonly code: FieldErrorCode;
}

/** What is wrong with a mute's moments, epoch milliseconds; null where nothing is. One without an end is ended by hand. */
export function muteFaultOf(startMs: number, endMs: number | null, nowMs: number): MuteFault | null {
  if (startMs - nowMs > LONGEST_MUTE_MS) return { field: 'startsAt', code: 'too-far-ahead' };
  if (endMs === null) return null;
  if (endMs <= nowMs) return { field: 'endsAt', code: 'in-the-past' };
  if (endMs <= startMs) return { field: 'endsAt', code: 'ends-before-it-starts' };
  return endMs - startMs > LONGEST_MUTE_MS ? { field: 'endsAt', code: 'over-a-year' } : null;
}

/** What a person, or a deployment, asks for. */
export const MuteDraft = z
  .strictObject({
    kind: MuteKind,
    scope: MuteScope,
    /** Null: now. */
    startsAt: z._default(z.nullable(Instant), null),
    /** Null: until it is ended, which only a maintenance may do without. */
    endsAt: z._default(z.nullable(Instant), null),
    reason: z._default(optionalLine(500), ''),
    by: ActingName,
  })
  .check(
    z.refine(({ kind, endsAt }) => kind === 'maintenance' || endsAt !== null, {
      path: ['endsAt'],
      ...refusedAs('needs-end', 'A silence needs an end'),
    }),
  )
  .register(z.globalRegistry, { id: 'MuteDraft' });
export type MuteDraft = z.infer<typeof MuteDraft>;

/** A stretch of time in which nobody is notified of what is in scope. It is recorded all the same. */
export const Mute = z
  .object({
    id: z.uuid(),
    kind: MuteKind,
    scope: MuteScope,
    startsAt: Instant,
    endsAt: z.nullable(Instant),
    reason: z.string().check(z.maxLength(500)),
    createdBy: PersonName,
    createdAt: Instant,
    /** Ended before its time, and by whom. */
    ended: z.nullable(z.object({ by: PersonName, at: Instant })),
  })
  .register(z.globalRegistry, { id: 'Mute' });
export type Mute = z.infer<typeof Mute>;

/** Which of the mutes are listed: those of one state, or all that are not over. */
export const MuteFilter = z
  .enum(['planned', 'active', 'over', 'current'])
  .register(z.globalRegistry, { id: 'MuteFilter' });
export type MuteFilter = z.infer<typeof MuteFilter>;

/** What may not have been meant: nothing of that name is watched now. It holds as soon as there is such a target. */
export const MuteWarning = z.enum(['unknown-target']).register(z.globalRegistry, { id: 'MuteWarning' });
export type MuteWarning = z.infer<typeof MuteWarning>;

/** A mute that was asked for, as it is kept, with what whoever asked should look at again. */
export const MuteAdded = z
  .extend(Mute, { warnings: z.array(MuteWarning) })
  .register(z.globalRegistry, { id: 'MuteAdded' });
export type MuteAdded = z.infer<typeof MuteAdded>;

/** A page of mutes, the one that begins last first. */
export const MuteList = z
  .object({
    mutes: z.array(Mute),
    /** Give it back for the next page; null at the end. */
    nextCursor: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'MuteList' });
export type MuteList = z.infer<typeof MuteList>;

/** Body of ending one before its time. */
export const MuteEnd = z.strictObject({ by: ActingName }).register(z.globalRegistry, { id: 'MuteEnd' });
export type MuteEnd = z.infer<typeof MuteEnd>;

export type MuteState = 'planned' | 'active' | 'over';

/** How a mute stands at a moment, epoch milliseconds. Its end does not belong to it. */
export function muteStateAt({ startsAt, endsAt, ended }: Mute, nowMs: number): MuteState {
  if (ended !== null || (endsAt !== null && Date.parse(endsAt) <= nowMs)) return 'over';
  return Date.parse(startsAt) > nowMs ? 'planned' : 'active';
}
