import { Module, type DynamicModule } from '@nestjs/common';
import { IntegrationsModule } from '@envscope/integrations/integrations.module.js';
import { QueueModule } from '@envscope/queue/queue.module.js';
import type { Settings } from '@envscope/settings/settings.js';
import { CONSOLE_SETTINGS, SettingsModule } from '@envscope/settings/settings.module.js';
import { StoreModule } from '@envscope/store/store.module.js';
import { AccessModule } from './access/access.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { AuditApiModule } from './audit/audit-api.module.js';
import { ChannelsApiModule } from './channels/channels-api.module.js';
import { ConfigApiModule } from './config/config-api.module.js';
import { DashboardsApiModule } from './dashboards/dashboards-api.module.js';
import { DeliveriesApiModule } from './deliveries/deliveries-api.module.js';
import { GlanceModule } from './glance/glance.module.js';
import { HeartbeatRecordsModule } from './heartbeats/heartbeat-records.module.js';
import { HeartbeatsApiModule } from './heartbeats/heartbeats-api.module.js';
import { HttpSurfaceModule } from './http/http-surface.module.js';
import { IncidentsApiModule } from './incidents/incidents-api.module.js';
import { LivenessModule } from './liveness/liveness.module.js';
import { OptionsModule } from './options.module.js';
import { MarksApiModule } from './marks/marks-api.module.js';
import { MutesApiModule } from './mutes/mutes-api.module.js';
import { RequestMetricsApiModule } from './request-metrics/request-metrics-api.module.js';
import { RulesApiModule } from './rules/rules-api.module.js';
import { SeriesApiModule } from './series/series-api.module.js';
import { ServicesApiModule } from './services/services-api.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { StreamModule } from './stream/stream.module.js';
import { WorkersApiModule } from './workers/workers-api.module.js';

/** The console, in the order of its pipeline. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        OptionsModule,
        StoreModule.with(CONSOLE_SETTINGS),
        HeartbeatRecordsModule,
        QueueModule,
        IntegrationsModule.for(settings.environments),
        AccessModule,
        AuditApiModule,
        ApiKeysModule,
        SignInModule.with(settings),
        ConfigApiModule,
        DashboardsApiModule,
        ServicesApiModule,
        SeriesApiModule,
        MarksApiModule,
        RequestMetricsApiModule,
        HeartbeatsApiModule,
        IncidentsApiModule,
        GlanceModule,
        RulesApiModule,
        MutesApiModule,
        DeliveriesApiModule,
        ChannelsApiModule,
        WorkersApiModule,
        StreamModule,
        LivenessModule,
        HttpSurfaceModule,
      ],
    };
  }
}
