import { Module } from '@nestjs/common';
import { SeriesReader } from './series-reader.js';
import { SeriesController } from './series.controller.js';

@Module({ controllers: [SeriesController], providers: [SeriesReader] })
export class SeriesApiModule {}
