import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { ServicesApiModule } from '../services/services-api.module.js';
import { DashboardsController } from './dashboards.controller.js';
import { Dashboards } from './dashboards.js';
import { DayReader } from './day-reader.js';

@Module({
  imports: [MonitoringModule, ServicesApiModule],
  controllers: [DashboardsController],
  providers: [Dashboards, DayReader],
  exports: [Dashboards],
})
export class DashboardsApiModule {}
