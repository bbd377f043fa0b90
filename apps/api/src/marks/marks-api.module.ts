import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { MarksReader } from './marks-reader.js';
import { MarksController } from './marks.controller.js';

@Module({ imports: [MonitoringModule], controllers: [MarksController], providers: [MarksReader] })
export class MarksApiModule {}
