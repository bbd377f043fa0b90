import type {
  EnvironmentId,
  HeartbeatJob,
  JobRun,
  Observation,
  TargetId,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { observe } from '@envscope/integrations/kernel/checks/observe.js';
import { observeTarget, type CheckedTarget } from '@envscope/integrations/kernel/checks/observe-target.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { CheckLimits, Probe, Target } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import { dueMsOf, judge, lastSuccess, measure, type JobRecord } from './heartbeats.judgement.js';
import { HEARTBEAT_RECORDS, type HeartbeatRecords } from './heartbeats.records.js';
import { runsOf } from './heartbeats.runs.js';
import { heartbeatsService } from './heartbeats.service.js';
import type { HeartbeatsSettings, Job } from './heartbeats.settings.js';

/** Token of the `PerEnvironment<HeartbeatsSettings>`. */
export const HEARTBEAT_JOBS = Symbol('HEARTBEAT_JOBS');

/** Judges each job of an environment by what it has reported. */
@Injectable()
export class HeartbeatsProbe implements Probe {
  readonly service = 'heartbeats';

  constructor(
    @Inject(HEARTBEAT_JOBS) private readonly settings: PerEnvironment<HeartbeatsSettings>,
    @Inject(HEARTBEAT_RECORDS) private readonly records: HeartbeatRecords,
  ) {}

  /** What a job reports is certain: one failure is one, and one success ends it. */
  targets(environment: EnvironmentId): Target[] {
    return this.jobsOf(environment).map(({ name: id }) => ({ id, failureThreshold: 1, successThreshold: 1 }));
  }

  observe(environment: EnvironmentId, limits: CheckLimits, target?: TargetId): Promise<Observation> {
    const subject = { environment, service: heartbeatsService };
    const job = target === undefined ? undefined : this.jobOf(environment, target);
    if (!job) return observe(subject, limits, () => this.refuse(environment, target));
    return observeTarget<JobRecord>(
      { ...subject, target: job.name },
      limits,
      async () => {
        const record = await this.recordOf(environment, job);
        const nowMs = SYSTEM_CLOCK.now();
        const measurements = measure(record, nowMs);
        return { finding: { ...judge(job, record, nowMs), latencyMs: null, measurements }, detail: record };
      },
      (checked) => ({ ...shown(job, checked) }),
    );
  }

  private jobOf(environment: EnvironmentId, target: TargetId): Job | undefined {
    return this.jobsOf(environment).find(({ name }) => name === target);
  }

  private jobsOf(environment: EnvironmentId): readonly Job[] {
    const found = this.settings.entries().find(([id]) => id === environment);
    return found?.[1].jobs ?? [];
  }

  /** A store that is away is no fault of the job: nothing is known of it then. */
  private async recordOf(environment: EnvironmentId, { name: job }: Job): Promise<JobRecord> {
    try {
      const [beats, deafTimes] = await Promise.all([
        this.records.beats({ environment, job, hasLogs: false }),
        this.records.deafTimes(),
      ]);
      return { runs: runsOf(await this.withLogOf(beats, environment, job)), deafTimes };
    } catch (cause) {
      throw new IntegrationError('job-unobserved', 'The store does not answer', { cause });
    }
  }

  /** Only the log of a failure becomes a part of its reason. */
  private async withLogOf(
    beats: Awaited<ReturnType<HeartbeatRecords['beats']>>,
    environment: EnvironmentId,
    job: TargetId,
  ) {
    const end = beats.findLast(({ kind }) => kind !== 'start');
    return end?.kind === 'failure' ? this.records.beats({ environment, job, hasLogs: true }) : beats;
  }

  /** Throws `NotConfigured` where that is why there is nothing to check. */
  private refuse(environment: EnvironmentId, target: TargetId | undefined): never {
    this.settings.for(environment);
    throw new Error(`Not a job of ${environment}: ${target ?? 'all of them'}`);
  }
}

function shown(job: Job, { result, detail: record }: CheckedTarget<JobRecord>): HeartbeatJob {
  const runs = record?.runs ?? [];
  const dueMs = record ? dueMsOf(job, record) : null;
  return {
    name: job.name,
    status: result.status,
    cron: job.cron ?? null,
    timeZone: job.timeZone ?? null,
    everyMs: job.everyMs ?? null,
    graceMs: job.graceMs,
    timeoutMs: job.timeoutMs,
    lastRun: withoutLog(runs.at(-1)),
    lastSuccessAt: lastSuccess(runs)?.endedAt ?? null,
    dueAt: dueMs === null || !Number.isFinite(dueMs) ? null : new Date(dueMs).toISOString(),
    checkedAt: result.checkedAt,
  };
}

function withoutLog(run: JobRun | undefined): HeartbeatJob['lastRun'] {
  if (!run) return null;
  const { outcome, startedAt, endedAt, durationMs, exitCode, run: name } = run;
  return { outcome, startedAt, endedAt, durationMs, exitCode, run: name };
}
