import * as z from 'zod/mini';
import { LocationId } from '../checks/location.js';
import { Instant } from '../checks/observation.js';

/** A process that only checks, as far as the leading console has heard of it. */
export const WorkerStanding = z
  .object({
    name: z.string(),
    /** Null: it checks what is checked from no location. */
    location: z.nullable(LocationId),
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

/** The queue and the workers behind it, as the console knows them that leads. */
export const WorkersReport = z
  .object({
    /**
     * - `unused`: settings name no queue; the console checks everything itself.
     * - `elsewhere`: another console leads, and knows.
     * - `answering`: it works.
     * - `away`: it cannot be reached; the console checks everything itself.
     */
    queue: z.enum(['unused', 'elsewhere', 'answering', 'away']),
    awaySince: z.nullable(Instant),
    workers: z.array(WorkerStanding),
    /** Locations that targets are checked from and of which no worker was heard lately; null stands for workers without one. */
    unstaffed: z.array(z.nullable(LocationId)),
    /** Checks that workers are to make. */
    spreadChecks: z.int(),
    /** Of these, how many the console made itself in the last minute, since no worker did. */
    standInsPerMinute: z.int(),
  })
  .register(z.globalRegistry, { id: 'WorkersReport' });
export type WorkersReport = z.infer<typeof WorkersReport>;
