import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { SeriesReader } from './series-reader.js';
import { SeriesController } from './series.controller.js';

@Module({ imports: [MonitoringModule], controllers: [SeriesController], providers: [SeriesReader] })
export class SeriesApiModule {}
