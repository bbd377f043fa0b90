import { HTTP_BY_TRUST, type HttpByTrust } from '@envscope/integrations/network/network.http.js';
import { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import { Pulse } from '@envscope/monitoring/pulse/pulse.js';
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

/**
 * Calls an outside watcher every minute while this console leads, its checks end on time, its notifications move and its store
 * works, so that the opposite is noticed elsewhere. A follower is silent: it does nothing that others would miss.
 */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private timer: NodeJS.Timeout | undefined;
  private withheld: string | null = null;

  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: Pick<ConsoleSettings, 'heartbeatUrl' | 'ca'>,
    private readonly storeHealth: StoreHealth,
    @Inject(HTTP_BY_TRUST) private readonly http: HttpByTrust,
    private readonly clock: ClockWatch,
    private readonly pulse: Pulse,
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
    const fault = this.fault();
    if (fault !== this.withheld && fault !== null) this.logger.warn(`No heartbeat: ${fault}`);
    this.withheld = fault;
    if (!heartbeatUrl || !this.pulse.isLeading || fault !== null) return;
    await firstValueFrom(this.http(ca).get(heartbeatUrl, { timeout: 10_000 })).catch((error: unknown) => {
      this.logger.warn(
        `The heartbeat was not taken: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }

  private fault(): string | null {
    const { overdueChecks, stuckDeliveries, blindSince } = this.pulse;
    if (this.storeHealth.problem !== null) return 'the store fails';
    if (overdueChecks > 0) return 'checks are overdue';
    // A watcher inside would hear it all the same.
    if (blindSince !== null) return 'the network cannot be reached';
    return stuckDeliveries > 0 ? 'notifications are stuck' : null;
  }
}
