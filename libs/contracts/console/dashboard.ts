import * as z from 'zod/mini';
import { CheckStatus, worstOf } from '../checks/check-status.js';
import { EnvironmentId } from '../environment.js';
import { LocationId } from '../checks/location.js';
import { CheckResult, Instant, Snapshot } from '../checks/observation.js';
import { IDLE_REASONS } from '../checks/reason.js';
import { refusedAs } from '../problems/field-error.js';
import { MeasurementName, ServiceKind, TargetId } from '../service.js';

/** How many targets stand in each status. */
export const StatusCounts = z
  .object({
    up: z.int(),
    degraded: z.int(),
    down: z.int(),
    unknown: z.int(),
    paused: z.int(),
    unconfigured: z.int(),
  })
  .register(z.globalRegistry, { id: 'StatusCounts' });
export type StatusCounts = z.infer<typeof StatusCounts>;

/** One service of one environment, as short as a card needs it. */
export const ServiceState = z
  .object({
    service: ServiceKind,
    /** The worst of its targets. */
    status: CheckStatus,
    /** Since when the status is what it is, as far as this console saw; null before the first check. */
    since: z.nullable(Instant),
    /** Null before the first check. */
    observedAt: z.nullable(Instant),
    /**
     * When the snapshot was brought; null where there is none. Before `observedAt` where the newest check brought none, as
     * during an outage: it then shows what was known last.
     */
    snapshotAt: z.nullable(Instant),
    /** Nothing was heard of any of its targets for longer than `staleAfterMs`: what is shown may be over. */
    isStale: z.boolean(),
    /** After how long without news it is stale; null where it is checked once. */
    staleAfterMs: z.nullable(z.int()),
    isChecking: z.boolean(),
    counts: StatusCounts,
    /** The most urgent results that are not `up` or `paused`, at most ten. */
    attention: z.array(CheckResult),
  })
  .register(z.globalRegistry, { id: 'ServiceState' });
export type ServiceState = z.infer<typeof ServiceState>;

/** How many services are configured, and how many of these are up. */
export interface UpCount {
  readonly up: number;
  readonly configured: number;
}

/** Counts services by their statuses. */
export function countUp(statuses: readonly CheckStatus[]): UpCount {
  return {
    up: statuses.filter((status) => status === 'up').length,
    configured: statuses.filter((status) => status !== 'unconfigured').length,
  };
}

/**
 * Whether nothing says how a service stands, and nothing is wrong with that: it waits for its first check, a monitor never
 * ran, nobody used the application. No incident opens for that either.
 */
export function isIdle({
  status,
  observedAt,
  attention,
}: Pick<ServiceState, 'status' | 'observedAt' | 'attention'>): boolean {
  if (status !== 'unknown') return false;
  const unknown = attention.filter((result) => result.status === 'unknown');
  return (
    observedAt === null ||
    (unknown.length > 0 &&
      unknown.every(({ reason }) => reason !== null && IDLE_REASONS.includes(reason.code)))
  );
}

/** Whether the console cannot see a service, or one of its targets, since its own connection is lost. */
export function isUnobserved({ status, attention }: Pick<ServiceState, 'status' | 'attention'>): boolean {
  return status === 'unknown' && attention.some(({ reason }) => reason?.code === 'not-observed');
}

/**
 * How an environment stands: the worst of what it has configured, of which something is known unless nothing is. What is
 * not observed may be down: nobody may say that all is well.
 */
export function overallOf(services: readonly ServiceState[]): CheckStatus {
  const configured = services.filter(({ status }) => status !== 'unconfigured');
  if (configured.length === 0) return 'unconfigured';
  const known = configured.filter((state) => !isIdle(state) || isUnobserved(state));
  return worstOf(known.map(({ status }) => status));
}

/** A short history for a card: the mean of each bucket, null where nothing was measured. */
export const Sparkline = z
  .object({
    measurement: MeasurementName,
    from: Instant,
    stepMs: z.int(),
    values: z.array(z.nullable(z.number())),
  })
  .register(z.globalRegistry, { id: 'Sparkline' });
export type Sparkline = z.infer<typeof Sparkline>;

/** A service's state with what its card shows. Lists in the snapshot are cut; `omitted` says by how many. */
export const ServiceCard = z
  .extend(ServiceState, {
    snapshot: z.nullable(Snapshot),
    omitted: z.record(z.string(), z.int()),
    /** Figures of the `default` target, or of the only one. */
    measurements: z.record(MeasurementName, z.number()),
    sparkline: z.nullable(Sparkline),
  })
  .register(z.globalRegistry, { id: 'ServiceCard' });
export type ServiceCard = z.infer<typeof ServiceCard>;

/** All that one environment's tab shows. A broken service is an entry, never a failed answer. */
export const Dashboard = z
  .object({
    environment: EnvironmentId,
    status: CheckStatus,
    generatedAt: Instant,
    services: z.array(ServiceCard),
  })
  .register(z.globalRegistry, { id: 'Dashboard' });
export type Dashboard = z.infer<typeof Dashboard>;

/** Environments by services. */
export const Overview = z
  .object({
    generatedAt: Instant,
    status: CheckStatus,
    environments: z.array(
      z.object({ environment: EnvironmentId, status: CheckStatus, services: z.array(ServiceState) }),
    ),
  })
  .register(z.globalRegistry, { id: 'Overview' });
export type Overview = z.infer<typeof Overview>;

/** One service of one environment, whole. */
export const ServiceDetail = z
  .extend(ServiceState, {
    environment: EnvironmentId,
    snapshot: z.nullable(Snapshot),
    /** Every target, most urgent first. */
    results: z.array(CheckResult),
    /** Targets of which nothing was heard for too long by their own interval and deadline: their results may be over. */
    staleTargets: z.array(TargetId),
    /** What history exists for: the names that the latest results measured. */
    measurements: z.array(MeasurementName),
    /** From where its targets are checked, each from some or all of them; empty without locations. */
    locations: z.array(LocationId),
  })
  .register(z.globalRegistry, { id: 'ServiceDetail' });
export type ServiceDetail = z.infer<typeof ServiceDetail>;

/** What was asked to be checked now. */
export const CheckRequest = z
  .strictObject({
    service: z.optional(ServiceKind),
    /** One of the service's targets; of a service that is checked as a whole all of them are. */
    target: z.optional(TargetId),
  })
  .check(
    z.refine(({ service, target }) => service !== undefined || target === undefined, {
      path: ['target'],
      ...refusedAs('needs-service', 'A target needs its service'),
    }),
  )
  .register(z.globalRegistry, {
    id: 'CheckRequest',
    description: 'All services unless one is named, all of its targets unless one is named',
  });
export type CheckRequest = z.infer<typeof CheckRequest>;

export const CheckAccepted = z
  .object({ environment: EnvironmentId, services: z.array(ServiceKind) })
  .register(z.globalRegistry, { id: 'CheckAccepted' });
export type CheckAccepted = z.infer<typeof CheckAccepted>;
