import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { LiveFeedModule } from '@envscope/monitoring/feed/live-feed.module.js';
import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { UntrustedProxy } from '../http/clients/untrusted-proxy.js';
import { ConfigView } from './config-view.js';
import { ConfigController } from './config.controller.js';

@Module({
  imports: [LiveFeedModule, MonitoringModule, NetworkModule],
  controllers: [ConfigController],
  providers: [ConfigView, UntrustedProxy],
})
export class ConfigApiModule {}
