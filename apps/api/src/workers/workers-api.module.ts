import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { WorkersController } from './workers.controller.js';

@Module({ imports: [MonitoringModule], controllers: [WorkersController] })
export class WorkersApiModule {}
