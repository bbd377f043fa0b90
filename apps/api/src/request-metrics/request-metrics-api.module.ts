import { Module } from '@nestjs/common';
import { RequestMetricsController } from './request-metrics.controller.js';

@Module({ controllers: [RequestMetricsController] })
export class RequestMetricsApiModule {}
