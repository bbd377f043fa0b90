import * as z from 'zod/mini';
import { CheckStatus } from './check-status.js';
import { LocationId } from './location.js';
import { Instant } from './observation.js';
import { Reason } from './reason.js';

/** What a target looked like from one location. */
export const LocationResult = z
  .object({
    location: LocationId,
    /**
     * `fresh`: its newest result counts. `awaited`: the console has just begun to listen and has not heard of it. `silent`: it
     * has not reported for too long; what it said last does not count any more.
     */
    standing: z.enum(['fresh', 'awaited', 'silent']),
    /** What it reported last; null where it never did. */
    status: z.nullable(CheckStatus),
    latencyMs: z.nullable(z.int()),
    reason: z.nullable(Reason),
    /** When its newest report came in; null where none ever did. */
    reportedAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'LocationResult' });
export type LocationResult = z.infer<typeof LocationResult>;

/** The part of a target under which what a location measured is kept: a name of an endpoint holds no `@`. */
export function partFrom(target: string, location: LocationId): string {
  return `${target}@${location}`;
}

/** The target that a part belongs to; a target that is none itself. */
export function wholeOf(target: string): string {
  return target.replace(/@[a-z][a-z0-9-]{0,30}$/, '');
}
