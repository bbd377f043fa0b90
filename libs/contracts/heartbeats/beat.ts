import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import { EnvironmentId } from '../environment.js';
import { TargetId } from '../service.js';

/** What a job reports of a run. */
export const BeatKind = z
  .enum(['start', 'success', 'failure'])
  .register(z.globalRegistry, { id: 'BeatKind' });
export type BeatKind = z.infer<typeof BeatKind>;

/** The longest end of a log that is kept, in bytes of UTF-8. */
export const LONGEST_LOG_BYTES = 10_240;

/** What a job sent, as it is kept. */
export interface Beat {
  readonly environment: EnvironmentId;
  readonly job: TargetId;
  readonly kind: BeatKind;
  /** When the console received it, ISO 8601. */
  readonly at: Instant;
  /** Which run it belongs to, where the job says so. */
  readonly run: string | null;
  /** Of a failure that names one. */
  readonly exitCode: number | null;
  /** The end of what the run printed. */
  readonly log: string | null;
}

/** A time in which no console could receive a heartbeat, so that a missing one says nothing; epoch milliseconds. */
export interface DeafTime {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The response to a heartbeat: what it was taken for. */
export const BeatAccepted = z
  .object({ environment: EnvironmentId, job: TargetId, kind: BeatKind, at: Instant })
  .register(z.globalRegistry, { id: 'BeatAccepted' });
export type BeatAccepted = z.infer<typeof BeatAccepted>;

/** How a run ended; `unfinished` where another began before its end was reported. */
export const RunOutcome = z
  .enum(['running', 'success', 'failure', 'unfinished'])
  .register(z.globalRegistry, { id: 'RunOutcome' });
export type RunOutcome = z.infer<typeof RunOutcome>;

/** One run of a job, made of its heartbeats. */
export const JobRun = z
  .object({
    outcome: RunOutcome,
    /** Null where no start was reported. */
    startedAt: z.nullable(Instant),
    /** Null where no end was reported. */
    endedAt: z.nullable(Instant),
    /** Null unless both start and end were reported. */
    durationMs: z.nullable(z.int()),
    exitCode: z.nullable(z.int()),
    /** As the job calls it. */
    run: z.nullable(z.string()),
    log: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'JobRun' });
export type JobRun = z.infer<typeof JobRun>;

/** The newest runs of a job, newest first. */
export const JobRuns = z.object({ runs: z.array(JobRun) }).register(z.globalRegistry, { id: 'JobRuns' });
export type JobRuns = z.infer<typeof JobRuns>;
