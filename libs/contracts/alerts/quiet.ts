import * as z from 'zod';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../observation.js';
import { ServiceKind, TargetId } from '../service.js';
import { PersonName } from './incident.js';

/** What is kept quiet: an environment, one of its services, or one target of that. */
export const QuietScope = z
  .strictObject({
    environment: EnvironmentId,
    /** Null: every service. */
    service: ServiceKind.nullable().default(null),
    /** Null: every target. Needs a service. */
    target: TargetId.nullable().default(null),
  })
  .refine(({ service, target }) => service !== null || target === null, {
    path: ['target'],
    message: 'A target needs its service',
  })
  .meta({ id: 'QuietScope' });
export type QuietScope = z.infer<typeof QuietScope>;

/** `maintenance` is planned work, `silence` a person's wish not to hear of something for a while. */
export const QuietKind = z.enum(['maintenance', 'silence']).meta({ id: 'QuietKind' });
export type QuietKind = z.infer<typeof QuietKind>;

const reason = z.string().trim().min(1).max(500);

/** What a person, or a deployment, asks for. */
export const QuietDraft = z
  .strictObject({
    kind: QuietKind,
    scope: QuietScope,
    /** Null: now. */
    startsAt: Instant.nullable().default(null),
    /** Null: until it is ended, which only a maintenance may do without. */
    endsAt: Instant.nullable().default(null),
    reason,
    by: PersonName,
  })
  .refine(({ kind, endsAt }) => kind === 'maintenance' || endsAt !== null, {
    path: ['endsAt'],
    message: 'A silence needs an end',
  })
  .meta({ id: 'QuietDraft' });
export type QuietDraft = z.infer<typeof QuietDraft>;

/** A stretch of time in which nothing is told of what is in scope. It is recorded all the same. */
export const Quiet = z
  .object({
    id: z.uuid(),
    kind: QuietKind,
    scope: QuietScope,
    startsAt: Instant,
    endsAt: Instant.nullable(),
    reason,
    createdBy: PersonName,
    createdAt: Instant,
    /** Ended before its time, and by whom. */
    ended: z.object({ by: PersonName, at: Instant }).nullable(),
  })
  .meta({ id: 'Quiet' });
export type Quiet = z.infer<typeof Quiet>;

export const QuietList = z.object({ quiets: z.array(Quiet) }).meta({ id: 'QuietList' });
export type QuietList = z.infer<typeof QuietList>;

/** Body of ending one before its time. */
export const QuietEnd = z.strictObject({ by: PersonName }).meta({ id: 'QuietEnd' });
export type QuietEnd = z.infer<typeof QuietEnd>;

export type QuietState = 'planned' | 'active' | 'over';

/** How a quiet stands at a moment, epoch milliseconds. Its end does not belong to it. */
export function quietStateAt({ startsAt, endsAt, ended }: Quiet, nowMs: number): QuietState {
  if (ended !== null || (endsAt !== null && Date.parse(endsAt) <= nowMs)) return 'over';
  return Date.parse(startsAt) > nowMs ? 'planned' : 'active';
}
