import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { ServiceStates } from './service-states.js';
import { ServicesController } from './services.controller.js';

@Module({
  imports: [MonitoringModule],
  controllers: [ServicesController],
  providers: [ServiceStates],
  exports: [ServiceStates],
})
export class ServicesApiModule {}
