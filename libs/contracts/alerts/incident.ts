import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { Reason } from '../checks/reason.js';
import { ServiceKind, TargetId } from '../service.js';
import { Severity, UnhealthyState, TargetState } from './target-state.js';

/** Time-ordered (UUIDv7), so that ids sort as what they name came about. */
export const IncidentId = z.uuid().register(z.globalRegistry, { id: 'IncidentId' });
export type IncidentId = z.infer<typeof IncidentId>;

/** Who did it: a name that people give themselves, or a script its own, since there is no sign-in yet. */
export const PersonName = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(80))
  .register(z.globalRegistry, { id: 'PersonName', example: 'Minji' });
export type PersonName = z.infer<typeof PersonName>;

/** What a person writes about an incident. */
export const Note = z.string().check(z.maxLength(2_000)).register(z.globalRegistry, { id: 'Note' });

/** Stands for the console itself where an incident names its environment: no environment can be called so. */
export const CONSOLE_SCOPE = '@console';

/** Whose incident it is: an environment's, or the console's own. */
export const IncidentScope = z
  .union([EnvironmentId, z.literal(CONSOLE_SCOPE)])
  .register(z.globalRegistry, { id: 'IncidentScope', example: 'prod' });
export type IncidentScope = z.infer<typeof IncidentScope>;

/** What an incident of the console itself is about: `console` is its own connection to the network, `workers` a location of which nothing comes, `queue` the queue of all workers. */
const ConsoleSubject = z.enum(['console', 'workers', 'queue']);
type ConsoleSubject = z.infer<typeof ConsoleSubject>;

/** What an incident is about: a service, or something of the console's own. */
export const IncidentSubject = z
  .enum([...ServiceKind.options, ...ConsoleSubject.options])
  .register(z.globalRegistry, { id: 'IncidentSubject', example: 'endpoints' });
export type IncidentSubject = z.infer<typeof IncidentSubject>;

/** Whether it is of the console's own. Members of such an incident are environments, and nobody can silence or resolve it. */
export function isOfConsole(subject: IncidentSubject): subject is ConsoleSubject {
  return ConsoleSubject.safeParse(subject).success;
}

/** One target that is, or was, part of an incident; an environment in an incident of the console. */
export const IncidentMember = z
  .object({
    service: IncidentSubject,
    target: TargetId,
    label: z.nullable(z.string()),
    /** The rule that found it; null where checks failed. A target is a member once for each. */
    ruleId: z.nullable(z.string()),
    targetState: TargetState,
    /** When the first of the failed checks was made. */
    since: Instant,
    /** Why, as the newest failed check reported; null once healthy. */
    reason: z.nullable(Reason),
    /** Fails because something that it leans on does. */
    isDependent: z.boolean(),
    /** Comes and goes so often that nobody is notified of it until it settles. */
    isFlapping: z.boolean(),
    recoveredAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'IncidentMember' });
export type IncidentMember = z.infer<typeof IncidentMember>;

/** One check around the beginning of an incident. */
export const IncidentCheck = z
  .object({
    service: ServiceKind,
    target: TargetId,
    at: Instant,
    status: CheckStatus,
    latencyMs: z.nullable(z.int().check(z.nonnegative())),
    reason: z.nullable(Reason),
  })
  .register(z.globalRegistry, { id: 'IncidentCheck' });
export type IncidentCheck = z.infer<typeof IncidentCheck>;

/** Why an incident ended. `gone`: what was watched is there no more. */
export const Resolution = z
  .enum(['recovered', 'by-hand', 'paused', 'gone', 'rule-changed'])
  .register(z.globalRegistry, { id: 'Resolution' });
export type Resolution = z.infer<typeof Resolution>;

const at = { at: Instant };
/** Names what a person did, so that two deeds of one moment stay two; absent in what older consoles wrote. */
const deed = { id: z.optional(z.uuid()), ...at };
const member = { service: IncidentSubject, target: TargetId, label: z.nullable(z.string()) };

/** What happened in the course of an incident. */
export const TimelineEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('opened'), ...at, ...member, targetState: UnhealthyState, reason: Reason }),
    /** One more target, a dependent where `isDependent`. */
    z.object({
      kind: z.literal('joined'),
      ...at,
      ...member,
      targetState: UnhealthyState,
      reason: Reason,
      isDependent: z.boolean(),
    }),
    z.object({
      kind: z.literal('changed'),
      ...at,
      ...member,
      from: TargetState,
      targetState: UnhealthyState,
      reason: Reason,
    }),
    z.object({ kind: z.literal('member-recovered'), ...at, ...member, how: Resolution }),
    z.object({ kind: z.literal('flapping'), ...at, ...member }),
    z.object({ kind: z.literal('settled'), ...at, ...member }),
    z.object({ kind: z.literal('acknowledged'), ...deed, by: PersonName, note: Note }),
    z.object({ kind: z.literal('commented'), ...deed, by: PersonName, note: Note }),
    z.object({ kind: z.literal('muted'), ...at, muteId: z.uuid() }),
    z.object({ kind: z.literal('unmuted'), ...at }),
    z.object({ kind: z.literal('repeated'), ...at }),
    z.object({
      kind: z.literal('resolved'),
      ...deed,
      how: Resolution,
      by: z.nullable(PersonName),
      note: Note,
    }),
  ])
  .register(z.globalRegistry, { id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** A stretch of time in which a state was not healthy, of one target or of several that failed together. */
export const Incident = z
  .object({
    id: IncidentId,
    /** Grows by one with every change, so that two writers never overwrite each other. */
    version: z.int().check(z.positive()),
    environment: IncidentScope,
    /** The service where it began. */
    service: IncidentSubject,
    /** The rule that fired; null where checks failed. */
    rule: z.nullable(z.object({ id: z.string(), name: z.string() })),
    severity: Severity,
    /** What it is now: the worst of the members. `healthy` once resolved. */
    targetState: TargetState,
    /** The worst that it ever was. */
    worst: UnhealthyState,
    /** When the first of the failed checks was made. */
    startedAt: Instant,
    /** When the console was sure, and opened it. */
    openedAt: Instant,
    /** The newest change. */
    updatedAt: Instant,
    resolvedAt: z.nullable(Instant),
    resolution: z.nullable(Resolution),
    acknowledgement: z.nullable(z.object({ by: PersonName, note: Note, at: Instant })),
    /** One of the members is. */
    isFlapping: z.boolean(),
    /** The maintenance or silence that keeps it from notifying now. */
    mutedBy: z.nullable(z.uuid()),
    /** What the first failed check reported. */
    firstCause: z.object({ ...member, reason: Reason }),
    members: z.array(IncidentMember).check(z.minLength(1)),
    /** Oldest first. Of a very long one the middle is left out. */
    timeline: z.array(TimelineEntry),
    /** Entries that the timeline left out. */
    omitted: z.int().check(z.nonnegative()),
    /** The newest checks of the target where it began, from before it opened to some after; oldest first. */
    checks: z.array(IncidentCheck),
    /** Ids of the channels that it notified, or is going to notify. */
    channels: z.array(z.string()),
    lastRepeatedAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

/** `unresolved` is open or acknowledged. */
export const IncidentState = z
  .enum(['open', 'acknowledged', 'resolved', 'unresolved'])
  .register(z.globalRegistry, { id: 'IncidentState' });
export type IncidentState = z.infer<typeof IncidentState>;

/** An incident as a list needs it. */
export const IncidentSummary = z
  .extend(z.omit(Incident, { timeline: true, checks: true, omitted: true, members: true }), {
    memberCount: z.int(),
    /** Of which a member is not healthy now. */
    failingServices: z.array(IncidentSubject),
    /** Members that are not healthy now. */
    failingCount: z.int(),
    dependentCount: z.int(),
  })
  .register(z.globalRegistry, { id: 'IncidentSummary' });
export type IncidentSummary = z.infer<typeof IncidentSummary>;

/** A page of incidents, newest first. */
export const IncidentPage = z
  .object({
    incidents: z.array(IncidentSummary),
    /** Give it back for the next page; null at the end. */
    nextCursor: z.nullable(z.string()),
    /** Of all that are not resolved, whatever the filter. */
    unresolved: z.object({ open: z.int(), acknowledged: z.int() }),
  })
  .register(z.globalRegistry, { id: 'IncidentPage' });
export type IncidentPage = z.infer<typeof IncidentPage>;

/** How an incident stands for people. */
export function stateOf({
  resolvedAt,
  acknowledgement,
}: Pick<Incident, 'resolvedAt' | 'acknowledgement'>): Exclude<IncidentState, 'unresolved'> {
  if (resolvedAt !== null) return 'resolved';
  return acknowledgement === null ? 'open' : 'acknowledged';
}
