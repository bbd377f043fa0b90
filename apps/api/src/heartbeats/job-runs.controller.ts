import { JobRuns, Refusal, type EnvironmentId } from '@envscope/contracts/index.js';
import { runsOf } from '@envscope/integrations/heartbeats/heartbeats.runs.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { BeatStore } from '@envscope/store/beat-store.js';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ENVIRONMENT_PARAM } from '../http/input/known-params.js';
import { KnownEnvironment } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';

/** Logs are up to 10 kB each, and the page shows what is new. */
const MOST_RUNS = 30;

/** What jobs have reported of their runs. */
@ApiTags('heartbeats')
@ApiParam(ENVIRONMENT_PARAM)
@Controller('internal/environments/:environment/jobs')
export class JobRunsController {
  constructor(
    private readonly store: BeatStore,
    private readonly schedule: CheckSchedule,
  ) {}

  @Get(':job/runs')
  @ApiParam({ name: 'job', description: "A job's name", example: 'nightly-backup' })
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'The newest runs of a job, newest first, with the ends of their logs',
    answer: JobRuns,
    problems: ['unknown-environment', 'unknown-target', 'store-failing'],
  })
  async jobRuns(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Param('job') job: string,
  ): Promise<JobRuns> {
    if (!this.schedule.knows(environment, 'heartbeats', job))
      throw new Refusal('unknown-target', { target: job });
    const beats = await this.store.beats({ environment, job, hasLogs: true });
    return { runs: runsOf(beats).slice(-MOST_RUNS).reverse() };
  }
}
