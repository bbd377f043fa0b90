import { Module } from '@nestjs/common';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { ConfigView } from './config-view.js';
import { Dashboards } from './dashboards.js';
import { MonitoringController } from './monitoring.controller.js';
import { RequestMetricsController } from './request-metrics.controller.js';
import { SeriesReader } from './series.js';
import { ServiceStates } from './service-states.js';

@Module({
  imports: [MonitoringModule, NetworkModule],
  controllers: [MonitoringController, RequestMetricsController],
  providers: [ConfigView, Dashboards, SeriesReader, ServiceStates],
})
export class MonitoringApiModule {}
