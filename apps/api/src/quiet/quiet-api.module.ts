import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { QuietDesk } from './quiet-desk.js';
import { QuietController } from './quiet.controller.js';

@Module({ imports: [MonitoringModule], controllers: [QuietController], providers: [QuietDesk] })
export class QuietApiModule {}
