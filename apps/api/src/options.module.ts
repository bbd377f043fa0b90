import { Global, Module } from '@nestjs/common';
import { MONITORING_OPTIONS, type MonitoringOptions } from '@envscope/monitoring/monitoring-options.js';
import type { ConsoleSettings } from '@envscope/settings/console.settings.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';

/** Hands each stage the settings that are its business: stages do not know the settings as a whole. */
@Global()
@Module({
  providers: [
    {
      provide: MONITORING_OPTIONS,
      inject: [CONSOLE_SETTINGS],
      useFactory: ({ checkTimeoutMs }: ConsoleSettings): MonitoringOptions => ({ timeoutMs: checkTimeoutMs }),
    },
  ],
  exports: [MONITORING_OPTIONS],
})
export class OptionsModule {}
