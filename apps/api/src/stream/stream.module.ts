import { Module } from '@nestjs/common';
import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { StreamController } from './stream.controller.js';

@Module({ imports: [MonitoringModule], controllers: [StreamController] })
export class StreamModule {}
