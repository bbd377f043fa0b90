import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { TerminusModule } from '@nestjs/terminus';
import { Heartbeat } from './heartbeat.js';
import { LivenessController } from './liveness.controller.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), MonitoringModule, NetworkModule],
  controllers: [LivenessController],
  providers: [Heartbeat],
})
export class LivenessModule {}
