import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryActions } from './delivery-actions.js';

@Module({ imports: [MonitoringModule], controllers: [DeliveriesController], providers: [DeliveryActions] })
export class DeliveriesApiModule {}
