import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { ChannelDesk } from './channel-desk.js';
import { ChannelsController } from './channels.controller.js';

@Module({ imports: [MonitoringModule], controllers: [ChannelsController], providers: [ChannelDesk] })
export class ChannelsApiModule {}
