import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { ChannelActions } from './channel-actions.js';
import { ChannelsController } from './channels.controller.js';

@Module({ imports: [MonitoringModule], controllers: [ChannelsController], providers: [ChannelActions] })
export class ChannelsApiModule {}
