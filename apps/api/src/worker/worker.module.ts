import { WorkerIntegrationsModule } from '@envscope/integrations/worker-integrations.module.js';
import { Network } from '@envscope/integrations/network/network.js';
import { ProbingModule } from '@envscope/monitoring/checks/probing.module.js';
import { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import { ConnectionWatch } from '@envscope/monitoring/connection/connection-watch.js';
import { CheckPlan } from '@envscope/monitoring/schedule/check-plan.js';
import type { Settings } from '@envscope/settings/settings.js';
import { CONSOLE_SETTINGS, SettingsModule } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { OptionsModule } from '../options.module.js';
import { CheckWorker } from './check-worker.js';

/** A process that only checks: settings, probes, its own clock and connection, and the queue. No store, no HTTP. */
@Module({})
export class WorkerModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [SettingsModule.with(settings), OptionsModule, WorkerIntegrationsModule, ProbingModule],
      providers: [
        {
          provide: CheckWorker,
          inject: [CONSOLE_SETTINGS, Network, CheckPlan, ClockWatch, ConnectionWatch],
          useFactory: (console: ConsoleSettings, ...parts: CheckWorkerParts) =>
            CheckWorker.of(console, ...parts),
        },
      ],
    };
  }
}

type CheckWorkerParts = [Network, CheckPlan, ClockWatch, ConnectionWatch];
