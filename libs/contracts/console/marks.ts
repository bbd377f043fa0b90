import * as z from 'zod/mini';
import { IncidentId, IncidentSubject } from '../alerts/incident.js';
import { Severity } from '../alerts/target-state.js';
import { Instant } from '../checks/observation.js';
import { Reason } from '../checks/reason.js';
import { EnvironmentId } from '../environment.js';
import { TargetId } from '../service.js';

/** An incident as a chart marks it: when it began and ended, and what it was about. */
export const IncidentMark = z
  .object({
    id: IncidentId,
    /** The service where it began; `console` where nothing of the environment was observed meanwhile. */
    service: IncidentSubject,
    target: TargetId,
    label: z.nullable(z.string()),
    severity: Severity,
    reason: Reason,
    startedAt: Instant,
    resolvedAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'IncidentMark' });
export type IncidentMark = z.infer<typeof IncidentMark>;

/** A release of the application, as Sentry knows it: when it was made, or when it was deployed. */
export const ReleaseMark = z
  .object({
    kind: z.enum(['release', 'deploy']),
    /** The release's version, or the deploy's name. */
    name: z.string(),
    at: Instant,
  })
  .register(z.globalRegistry, { id: 'ReleaseMark' });
export type ReleaseMark = z.infer<typeof ReleaseMark>;

/** A release with every environment that has it, a deploy with its one. */
export const ReleaseEvent = z
  .extend(ReleaseMark, { environments: z.array(EnvironmentId) })
  .register(z.globalRegistry, { id: 'ReleaseEvent' });
export type ReleaseEvent = z.infer<typeof ReleaseEvent>;

/** Releases and deploys of all environments in a range of time, newest first. */
export const ReleaseList = z
  .object({ from: Instant, to: Instant, releases: z.array(ReleaseEvent) })
  .register(z.globalRegistry, { id: 'ReleaseList' });
export type ReleaseList = z.infer<typeof ReleaseList>;

/** What charts of one environment mark. */
export const EnvironmentMarks = z
  .object({
    environment: EnvironmentId,
    /** Oldest first. */
    incidents: z.array(IncidentMark),
    /** There are more, older ones. */
    isCut: z.boolean(),
    /** Oldest first. */
    releases: z.array(ReleaseMark),
  })
  .register(z.globalRegistry, { id: 'EnvironmentMarks' });
export type EnvironmentMarks = z.infer<typeof EnvironmentMarks>;

/** What happened in some environments in a range of time, for charts to mark. */
export const Marks = z
  .object({ from: Instant, to: Instant, environments: z.array(EnvironmentMarks) })
  .register(z.globalRegistry, { id: 'Marks' });
export type Marks = z.infer<typeof Marks>;
