import * as z from 'zod/mini';
import { LocationId } from '../checks/location.js';
import { Instant } from '../checks/observation.js';

/** A process that only checks, as far as the leading console has heard of it. */
export const WorkerStanding = z
  .object({
    name: z.string(),
    /** Null: it checks what is checked from no location. */
    location: z.nullable(LocationId),
    /** Since when this console hears of it; a worker that starts anew is heard of anew. */
    heardSince: Instant,
    heardAt: Instant,
    /** Nothing was heard of it for half a minute. */
    isSilent: z.boolean(),
    checksPerMinute: z.int(),
    /** It cannot reach the public network since then, so that it says of no public target that it is down. */
    blindSince: z.nullable(Instant),
    /** How many targets it was asked to check that its settings lack … */
    unknownTargets: z.int(),
    /** … and the first of them: `prod/endpoints/api`. */
    unknownNames: z.array(z.string()),
    /** Whether its settings say the same of intervals and deadlines as the console's. */
    isOfSameSettings: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'WorkerStanding' });
export type WorkerStanding = z.infer<typeof WorkerStanding>;

/** A place from which targets are checked, and what comes of it. */
export const LocationStanding = z
  .object({
    /** Null stands for workers without a location. */
    location: z.nullable(LocationId),
    /** How many targets are to be checked from there. */
    checks: z.int(),
    /** Whether a worker of it was heard of lately; null where none was, and the console has not listened for long enough to know. */
    isStaffed: z.nullable(z.boolean()),
    /** When a result that says something last came from there; null where this console has heard none. */
    broughtAt: z.nullable(Instant),
    /** So long ago that nothing of it counts any more: its incident is open since then. Null while it brings something. */
    silentSince: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'LocationStanding' });
export type LocationStanding = z.infer<typeof LocationStanding>;

/** Another console that uses the same queue with other settings, so that each removes what the other has scheduled. */
export const QueueRival = z
  .object({
    /** Of its machine. */
    name: z.string(),
    /** For which it schedules; null stands for workers without one. */
    locations: z.array(z.nullable(LocationId)),
    /** When this console found it. */
    since: Instant,
  })
  .register(z.globalRegistry, { id: 'QueueRival' });
export type QueueRival = z.infer<typeof QueueRival>;

/** The queue and the workers behind it, as the console knows them that leads. */
export const WorkersReport = z
  .object({
    /**
     * - `unused`: settings name no queue; the console checks everything itself.
     * - `elsewhere`: another console leads, and knows.
     * - `connecting`: the console has just started, and waits for its first answer.
     * - `answering`: it works.
     * - `away`: it cannot be reached; the console checks everything itself.
     */
    queue: z.enum(['unused', 'elsewhere', 'connecting', 'answering', 'away']),
    awaySince: z.nullable(Instant),
    /** Null while there is none. */
    rival: z._default(z.nullable(QueueRival), null),
    workers: z.array(WorkerStanding),
    /** From where targets are checked. */
    locations: z.array(LocationStanding),
    /** Checks that workers are to make. */
    spreadChecks: z.int(),
    /** Of these, how many the console made itself in the last minute, since no worker did. */
    standInsPerMinute: z.int(),
    /** Commands that Redis gets in a month with one worker for each location, reckoned and not counted; null without a queue. */
    commandsAMonth: z.nullable(z.int()),
  })
  .register(z.globalRegistry, { id: 'WorkersReport' });
export type WorkersReport = z.infer<typeof WorkersReport>;
