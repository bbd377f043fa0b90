import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { TerminusModule } from '@nestjs/terminus';
import { DataFileController } from './data-file.controller.js';
import { Heartbeat } from './heartbeat.js';
import { LivenessController } from './liveness.controller.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), MonitoringModule, NetworkModule],
  controllers: [LivenessController, DataFileController],
  providers: [Heartbeat],
})
export class LivenessModule {}
