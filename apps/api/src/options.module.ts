import { Global, Module } from '@nestjs/common';
import { SECRET_MASK } from '@envscope/integrations/kernel/masking.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from '@envscope/monitoring/monitoring-options.js';
import { QUEUE_PLACE } from '@envscope/queue/queue.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';

/** Hands each stage the settings that are its business: stages do not know the settings as a whole. */
@Global()
@Module({
  providers: [
    {
      provide: MONITORING_OPTIONS,
      inject: [CONSOLE_SETTINGS],
      useFactory: (settings: ConsoleSettings): MonitoringOptions => ({
        timeoutMs: settings.checkTimeoutMs,
        groupWindowMs: settings.alertGroupMs,
        repeatMs: settings.alertReminderMs,
        failureThreshold: settings.alertFailureThreshold,
        successThreshold: settings.alertSuccessThreshold,
        locations: settings.locations.reached,
        quorum: settings.locations.quorum,
        publicUrl: settings.publicUrl,
      }),
    },
    { provide: SECRET_MASK, useExisting: Redactor },
    {
      provide: QUEUE_PLACE,
      inject: [CONSOLE_SETTINGS],
      useFactory: ({ queue }: ConsoleSettings) => queue,
    },
  ],
  exports: [MONITORING_OPTIONS, SECRET_MASK, QUEUE_PLACE],
})
export class OptionsModule {}
