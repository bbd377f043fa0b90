import { IntegrationsModule } from '@envscope/integrations/integrations.module.js';
import { ChecksModule } from '@envscope/monitoring/checks/checks.module.js';
import type { Settings } from '@envscope/settings/settings.js';
import { CONSOLE_SETTINGS, SettingsModule } from '@envscope/settings/settings.module.js';
import { StoreModule } from '@envscope/store/store.module.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { HeartbeatRecordsModule } from '../heartbeats/heartbeat-records.module.js';
import { OptionsModule } from '../options.module.js';
import { DemoPast } from './demo-past.js';

/** As much of the console as its demo's past takes: nothing of it runs by itself. */
@Module({})
export class DemoPastModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: DemoPastModule,
      imports: [
        SettingsModule.with(settings),
        OptionsModule,
        StoreModule.with(CONSOLE_SETTINGS),
        HeartbeatRecordsModule,
        IntegrationsModule.for(settings.environments),
        ChecksModule,
      ],
      providers: [DemoPast],
    };
  }
}
