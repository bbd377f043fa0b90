import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { IncidentLog } from './incident-log.js';
import { IncidentsController } from './incidents.controller.js';

@Module({
  imports: [MonitoringModule],
  controllers: [IncidentsController],
  providers: [IncidentLog],
  exports: [IncidentLog],
})
export class IncidentsApiModule {}
