import { HTTP_BY_TRUST, type HttpByTrust } from '@envscope/integrations/network/network.http.js';
import { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import { StoreHealth } from '@envscope/monitoring/store-health/store-health.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { firstValueFrom } from 'rxjs';

const EVERY_MS = 60_000;

/** Calls an outside watcher every minute while the console is well, so that its death is noticed elsewhere. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    private readonly storeHealth: StoreHealth,
    @Inject(HTTP_BY_TRUST) private readonly http: HttpByTrust,
    private readonly clock: ClockWatch,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.settings.heartbeatUrl) return;
    void this.beat();
    this.timer = setInterval(() => void this.beat(), EVERY_MS);
    // The watcher may have missed some by now.
    this.clock.onPause(() => void this.beat());
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const { heartbeatUrl, ca } = this.settings;
    if (!heartbeatUrl || this.storeHealth.problem !== null) return;
    await firstValueFrom(this.http(ca).get(heartbeatUrl, { timeout: 10_000 })).catch((error: unknown) => {
      this.logger.warn(
        `The heartbeat was not taken: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }
}
