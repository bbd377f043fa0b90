import { Refusal, type EnvironmentId, type TargetId } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { HEARTBEAT_JOBS } from '@envscope/integrations/heartbeats/heartbeats.probe.js';
import type { HeartbeatsSettings } from '@envscope/integrations/heartbeats/heartbeats.settings.js';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';

/** A job of an environment. */
export interface KnownJob {
  readonly environment: EnvironmentId;
  readonly job: TargetId;
}

/** Finds the job that a token belongs to. */
@Injectable()
export class JobTokens {
  /** By the token's hash: how long a look-up takes says nothing of a token. Settings see to it that no two jobs share one. */
  private readonly jobs = new Map<string, KnownJob>();

  constructor(@Inject(HEARTBEAT_JOBS) settings: PerEnvironment<HeartbeatsSettings>) {
    for (const [environment, { jobs }] of settings.entries()) {
      for (const { name: job, tokens } of jobs) {
        for (const token of tokens) this.jobs.set(hashOf(token), { environment, job });
      }
    }
  }

  get isEmpty(): boolean {
    return this.jobs.size === 0;
  }

  /** Throws `unknown-heartbeat`. */
  jobOf(token: string): KnownJob {
    const job = this.jobs.get(hashOf(token));
    if (!job) throw new Refusal('unknown-heartbeat');
    return job;
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64');
