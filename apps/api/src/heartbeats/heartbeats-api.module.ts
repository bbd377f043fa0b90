import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { BeatReceiver } from './beat-receiver.js';
import { HeartbeatsController } from './heartbeats.controller.js';
import { JobRunsController } from './job-runs.controller.js';
import { JobTokens } from './job-tokens.js';

@Module({
  imports: [MonitoringModule],
  controllers: [HeartbeatsController, JobRunsController],
  providers: [BeatReceiver, JobTokens],
})
export class HeartbeatsApiModule {}
