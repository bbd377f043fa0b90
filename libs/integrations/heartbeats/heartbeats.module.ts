import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Module } from '@nestjs/common';
import { HEARTBEAT_JOBS, HeartbeatsProbe } from './heartbeats.probe.js';
import type { HeartbeatsSettings } from './heartbeats.settings.js';

/** Jobs that report their runs themselves; the application provides `HEARTBEAT_RECORDS`. */
@Module({
  providers: [
    {
      provide: HEARTBEAT_JOBS,
      inject: [ENVIRONMENTS],
      useFactory: (environments: Environments<{ heartbeats: HeartbeatsSettings }>) =>
        PerEnvironment.build('heartbeats', environments, (settings) => settings),
    },
    HeartbeatsProbe,
  ],
  exports: [HeartbeatsProbe, HEARTBEAT_JOBS],
})
export class HeartbeatsModule {}
