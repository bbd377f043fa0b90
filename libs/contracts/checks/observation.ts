import * as z from 'zod/mini';
import { CheckStatus } from './check-status.js';
import { EnvironmentId } from '../environment.js';
import { Reason } from './reason.js';
import { MeasurementName, ServiceKind, TargetId } from '../service.js';

/** A moment, UTC, ISO 8601 with milliseconds. */
export const Instant = z.iso
  .datetime()
  .register(z.globalRegistry, { id: 'Instant', example: '2026-10-02T09:41:57.120Z' });
export type Instant = z.infer<typeof Instant>;

/** Numbers kept as history. A figure that could not be read is absent, never 0. */
export const Measurements = z
  .record(MeasurementName, z.number())
  .register(z.globalRegistry, { id: 'Measurements' });
export type Measurements = z.infer<typeof Measurements>;

const seen = {
  target: TargetId,
  /** What people call the target, where that differs from its id. */
  label: z.optional(z.string()),
  checkedAt: Instant,
  /** Time that the answer took; null when there was none. */
  latencyMs: z.nullable(z.int().check(z.nonnegative())),
  measurements: Measurements,
};

/** The result of checking one target at one moment. It is data: a service that is down never throws. */
export const CheckResult = z
  .discriminatedUnion('status', [
    z.object({ status: z.enum(['up', 'paused'] satisfies CheckStatus[]), ...seen, reason: z.null() }),
    z.object({
      status: z.enum(['degraded', 'down', 'unknown', 'unconfigured'] satisfies CheckStatus[]),
      ...seen,
      reason: Reason,
    }),
  ])
  .register(z.globalRegistry, { id: 'CheckResult' });
export type CheckResult = z.infer<typeof CheckResult>;

/** The detail that a service's page shows; its shape is the service's own (`snapshots/`). Only the latest is kept. */
export const Snapshot = z.record(z.string(), z.unknown()).register(z.globalRegistry, { id: 'Snapshot' });
export type Snapshot = z.infer<typeof Snapshot>;

/** A check result with the detail of its target that the service's page shows, where targets have one each. */
const ObservedResult = z.intersection(CheckResult, z.object({ detail: z.optional(Snapshot) }));
export type ObservedResult = z.infer<typeof ObservedResult>;

/** Figures of a part that has no status of its own: one route of an application, a target as one location sees it. */
export const ObservedPart = z.object({
  target: TargetId,
  label: z.optional(z.string()),
  /** Where its figures are those of a response. */
  latencyMs: z.optional(z.int().check(z.nonnegative())),
  measurements: Measurements,
});
export type ObservedPart = z.infer<typeof ObservedPart>;

/** What a check of a service in one environment brought: a result per target, and the service's snapshot. */
export const Observation = z
  .object({
    environment: EnvironmentId,
    service: ServiceKind,
    observedAt: Instant,
    /**
     * `service`: all of its targets, so that one that it lacks is gone. `targets`: only those that were checked; what is
     * known of the others stays.
     */
    covers: z.enum(['service', 'targets']),
    /** Never empty: a service that could not be checked has one result that says why. */
    results: z.array(ObservedResult).check(z.minLength(1)),
    /** Their figures become history and rules can watch them; no state comes of them. */
    parts: z.optional(z.array(ObservedPart)),
    /** Null when the check brought none; the one before it then stays the latest. */
    snapshot: z.nullable(Snapshot),
  })
  .register(z.globalRegistry, { id: 'Observation' });
export type Observation = z.infer<typeof Observation>;
