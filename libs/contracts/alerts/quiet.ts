import * as z from 'zod/mini';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { ServiceKind, TargetId } from '../service.js';
import { typedLine } from '../values/typed-text.js';
import { GivenName } from './incident-action.js';
import { PersonName } from './incident.js';

/** What is kept quiet: an environment, one of its services, or one target of that. */
export const QuietScope = z
  .strictObject({
    environment: EnvironmentId,
    /** Null: every service. */
    service: z._default(z.nullable(ServiceKind), null),
    /** Null: every target. Needs a service. */
    target: z._default(z.nullable(TargetId), null),
  })
  .check(
    z.refine(({ service, target }) => service !== null || target === null, {
      path: ['target'],
      message: 'A target needs its service',
    }),
  )
  .register(z.globalRegistry, { id: 'QuietScope' });
export type QuietScope = z.infer<typeof QuietScope>;

/** `maintenance` is planned work, `silence` a person's wish not to hear of something for a while. */
export const QuietKind = z.enum(['maintenance', 'silence']).register(z.globalRegistry, { id: 'QuietKind' });
export type QuietKind = z.infer<typeof QuietKind>;

/** The longest that anything is quiet, and the furthest that it is planned ahead: a year. */
export const LONGEST_QUIET_MS = 366 * 24 * 3_600_000;

/** Why a quiet time cannot be kept, and which of its moments is to blame. */
export interface QuietFault {
  readonly field: 'startsAt' | 'endsAt';
  readonly code: 'in-the-past' | 'ends-before-it-starts' | 'too-long' | 'too-far-ahead';
}

/** What is wrong with a quiet time's moments, epoch milliseconds; null where nothing is. One without an end is ended by hand. */
export function quietFaultOf(startMs: number, endMs: number | null, nowMs: number): QuietFault | null {
  if (startMs - nowMs > LONGEST_QUIET_MS) return { field: 'startsAt', code: 'too-far-ahead' };
  if (endMs === null) return null;
  if (endMs <= nowMs) return { field: 'endsAt', code: 'in-the-past' };
  if (endMs <= startMs) return { field: 'endsAt', code: 'ends-before-it-starts' };
  return endMs - startMs > LONGEST_QUIET_MS ? { field: 'endsAt', code: 'too-long' } : null;
}

/** What a person, or a deployment, asks for. */
export const QuietDraft = z
  .strictObject({
    kind: QuietKind,
    scope: QuietScope,
    /** Null: now. */
    startsAt: z._default(z.nullable(Instant), null),
    /** Null: until it is ended, which only a maintenance may do without. */
    endsAt: z._default(z.nullable(Instant), null),
    reason: typedLine(500),
    by: GivenName,
  })
  .check(
    z.refine(({ kind, endsAt }) => kind === 'maintenance' || endsAt !== null, {
      path: ['endsAt'],
      message: 'A silence needs an end',
    }),
  )
  .register(z.globalRegistry, { id: 'QuietDraft' });
export type QuietDraft = z.infer<typeof QuietDraft>;

/** A stretch of time in which nothing is told of what is in scope. It is recorded all the same. */
export const Quiet = z
  .object({
    id: z.uuid(),
    kind: QuietKind,
    scope: QuietScope,
    startsAt: Instant,
    endsAt: z.nullable(Instant),
    reason: z.string().check(z.maxLength(500)),
    createdBy: PersonName,
    createdAt: Instant,
    /** Ended before its time, and by whom. */
    ended: z.nullable(z.object({ by: PersonName, at: Instant })),
  })
  .register(z.globalRegistry, { id: 'Quiet' });
export type Quiet = z.infer<typeof Quiet>;

/** What may not have been meant: nothing of that name is watched now. It holds as soon as there is such a target. */
export const QuietWarning = z.enum(['unknown-target']).register(z.globalRegistry, { id: 'QuietWarning' });
export type QuietWarning = z.infer<typeof QuietWarning>;

/** A quiet time that was asked for, as it is kept, with what whoever asked should look at again. */
export const QuietAdded = z
  .extend(Quiet, { warnings: z.array(QuietWarning) })
  .register(z.globalRegistry, { id: 'QuietAdded' });
export type QuietAdded = z.infer<typeof QuietAdded>;

/** A page of quiet times, the one that begins last first. */
export const QuietList = z
  .object({
    quiets: z.array(Quiet),
    /** Give it back for the next page; null at the end. */
    nextCursor: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'QuietList' });
export type QuietList = z.infer<typeof QuietList>;

/** Body of ending one before its time. */
export const QuietEnd = z.strictObject({ by: GivenName }).register(z.globalRegistry, { id: 'QuietEnd' });
export type QuietEnd = z.infer<typeof QuietEnd>;

export type QuietState = 'planned' | 'active' | 'over';

/** How a quiet stands at a moment, epoch milliseconds. Its end does not belong to it. */
export function quietStateAt({ startsAt, endsAt, ended }: Quiet, nowMs: number): QuietState {
  if (ended !== null || (endsAt !== null && Date.parse(endsAt) <= nowMs)) return 'over';
  return Date.parse(startsAt) > nowMs ? 'planned' : 'active';
}
