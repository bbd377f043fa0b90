import {
  EnvironmentId,
  Instant,
  LocationId,
  Observation,
  ServiceKind,
  TargetId,
} from '@envscope/contracts/index.js';
import * as z from 'zod/mini';
import type { SpreadTarget } from './shards.js';

/** What a job of the queue asks for: identities, and nothing of settings. */
export const CheckJob = z.object({
  version: z.literal(1),
  intervalMs: z.int(),
  offsetMs: z.int(),
  /** Of the console's settings of these targets; a worker whose own is another one says so. */
  digest: z.string(),
  /** By Redis' clock, epoch milliseconds: the checks begin at once. Null: each at its own place in the interval. */
  askedMs: z.nullable(z.int()),
  /** A person asked. */
  isRequested: z.boolean(),
  targets: z.record(EnvironmentId, z.record(z.string(), z.array(TargetId))),
});
export type CheckJob = z.infer<typeof CheckJob>;

/** The targets of a job; unknown kinds of service are a later console's, and left out. */
export function targetsOf({ targets }: CheckJob): SpreadTarget[] {
  return Object.entries(targets).flatMap(([environment, services]) =>
    Object.entries(services).flatMap(([name, ids]) => {
      const service = ServiceKind.safeParse(name).data;
      return service ? ids.map((target) => ({ environment, service, target })) : [];
    }),
  );
}

/** The same targets as a job holds them. */
export function grouped(targets: readonly SpreadTarget[]): CheckJob['targets'] {
  const all: Record<string, Record<string, string[]>> = {};
  for (const { environment, service, target } of targets)
    ((all[environment] ??= {})[service] ??= []).push(target);
  return all;
}

/** What one check of one target brought. */
export const WorkerResult = z.object({
  /** For when it was planned, epoch milliseconds: of two results with the same the later one is a repetition. */
  plannedMs: z.int(),
  isRequested: z.boolean(),
  observation: Observation,
});
export type WorkerResult = z.infer<typeof WorkerResult>;

/** So many names of unknown targets are enough for a person to see which settings are missing. */
export const NAMED_TARGETS = 20;

/** What a worker says every few hundred milliseconds while it checks, and every few seconds while it does not. */
export const WorkerReport = z.object({
  version: z.literal(1),
  worker: z.object({ id: z.string().check(z.maxLength(64)), name: z.string().check(z.maxLength(100)) }),
  location: z.nullable(LocationId),
  /** By Redis' clock. */
  sentAt: Instant,
  checksPerMinute: z.int(),
  /** Since when it cannot reach the public network. */
  blindSince: z.nullable(Instant),
  /** Targets that it was asked to check and that its settings lack. */
  unknown: z.object({ count: z.int(), names: z.array(z.string()).check(z.maxLength(NAMED_TARGETS)) }),
  /** Whether its settings say the same of intervals and deadlines as the console's. */
  isOfSameSettings: z.boolean(),
  results: z.array(WorkerResult),
});
export type WorkerReport = z.infer<typeof WorkerReport>;
