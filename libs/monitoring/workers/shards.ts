import type {
  EnvironmentId,
  LocationId,
  Observation,
  ServiceKind,
  TargetId,
} from '@envscope/contracts/index.js';
import { createHash } from 'node:crypto';
import type { PlannedCheck } from '../schedule/check-plan.js';
import { placeOf } from '../schedule/own-place.js';

/** A target that is checked by itself, by its identity alone. */
export interface SpreadTarget {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly target: TargetId;
}

/** Targets of one interval whose places in it are neighbours: one job of the queue in each interval. */
export interface Shard {
  /** Undefined: any worker that names no location. */
  readonly location: LocationId | undefined;
  readonly intervalMs: number;
  /** Distinguishes the shards of a location; another cut has other ids. */
  readonly id: string;
  /** Where it begins in the interval, counted from the epoch; at least 1, since BullMQ takes 0 for "from now on". */
  readonly offsetMs: number;
  readonly targets: readonly SpreadTarget[];
  readonly digest: string;
}

/** The shortest stretch of a shard: a job costs Redis some eighty commands. */
const SHORTEST_MS = 5_000;
/** The longest: a job whose worker died is begun anew. */
const LONGEST_MS = 60_000;
/** Fewer targets are not worth a job of their own. */
const LEAST_TARGETS = 50;

/** Whether workers make the check: of a target by itself, for which nothing of the console's process is needed. */
export function isSpread({ probe, target, terms }: PlannedCheck): boolean {
  return probe.runsAnywhere === true && target !== undefined && terms !== null;
}

/** What workers check, cut into jobs. */
export function shardsOf(planned: readonly PlannedCheck[]): Shard[] {
  const spread = planned.filter(isSpread).flatMap((check) => {
    const places = check.locations.length > 0 ? check.locations : [undefined];
    return places.map((location) => ({ location, check, intervalMs: check.terms?.intervalMs ?? 0 }));
  });
  const groups = Map.groupBy(spread, ({ location, intervalMs }) => `${location ?? ''} ${intervalMs}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? cut(
          first.location,
          first.intervalMs,
          group.map(({ check }) => check),
        )
      : [];
  });
}

/** What a target is found by among others. */
export function keyOf({ environment, service, target }: SpreadTarget): string {
  return JSON.stringify([environment, service, target]);
}

/** The same of the target that an observation is of. */
export function keyOfSeen({ environment, service, results }: Observation): string {
  return keyOf({ environment, service, target: results[0]?.target ?? '' });
}

/** The target of a planned check, by its identity. */
export function identityOf({ environment, probe, target }: PlannedCheck): SpreadTarget {
  return { environment, service: probe.service, target: target?.id ?? '' };
}

/** What both sides must agree on to mean the same checks: identities, intervals and deadlines. Holds nothing else. */
export function digestOf(checks: readonly PlannedCheck[]): string {
  const terms = checks.map((check) => {
    const { environment, service, target } = identityOf(check);
    return JSON.stringify([environment, service, target, check.terms?.intervalMs, check.terms?.timeoutMs]);
  });
  return createHash('sha1').update(terms.toSorted().join('\n')).digest('base64url').slice(0, 12);
}

/** By which consoles differ that schedule something else: locations, cuts and the digest of each shard. */
export function digestOfShards(shards: readonly Shard[]): string {
  const lines = shards.map(({ location, id, digest }) => JSON.stringify([location ?? null, id, digest]));
  return createHash('sha1').update(lines.toSorted().join('\n')).digest('base64url').slice(0, 12);
}

/** When a target is to be checked, epoch milliseconds, by a job that was planned for `plannedMs`. */
export function startMsOf(
  { environment, service, target }: SpreadTarget,
  { intervalMs, offsetMs }: Pick<Shard, 'intervalMs' | 'offsetMs'>,
  plannedMs: number,
): number {
  const placeMs = placeOf(environment, service, target) * intervalMs;
  return Math.round(plannedMs + Math.max(0, placeMs - offsetMs));
}

function cut(location: LocationId | undefined, intervalMs: number, checks: readonly PlannedCheck[]): Shard[] {
  const wanted = Math.min(Math.ceil(intervalMs / SHORTEST_MS), Math.ceil(checks.length / LEAST_TARGETS));
  const count = Math.max(1, wanted, Math.ceil(intervalMs / LONGEST_MS));
  const placed = Map.groupBy(checks, (check) => {
    const { environment, service, target } = identityOf(check);
    return Math.floor(placeOf(environment, service, target) * count);
  });
  return [...placed].map(([index, members]) => ({
    location,
    intervalMs,
    id: `${intervalMs}-${count}-${index}`,
    offsetMs: Math.max(1, Math.floor((index * intervalMs) / count)),
    targets: members.map(identityOf),
    digest: digestOf(members),
  }));
}
