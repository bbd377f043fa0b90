import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { MuteActions } from './mute-actions.js';
import { MutesController } from './mutes.controller.js';

@Module({ imports: [MonitoringModule], controllers: [MutesController], providers: [MuteActions] })
export class MutesApiModule {}
