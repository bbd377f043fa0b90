import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryDesk } from './delivery-desk.js';

@Module({ imports: [MonitoringModule], controllers: [DeliveriesController], providers: [DeliveryDesk] })
export class DeliveriesApiModule {}
