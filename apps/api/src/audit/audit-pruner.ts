import { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { AuditStore } from '@envscope/store/access/audit-store.js';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const EVERY_MS = 3_600_000;

/** Lets audit entries go that are older than settings keep them. */
@Injectable()
export class AuditPruner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: AuditStore,
    private readonly clock: ClockWatch,
    @Inject(CONSOLE_SETTINGS) private readonly settings: Pick<ConsoleSettings, 'auditKeptMs'>,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.prune(), EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Never rejects: it is tried again. */
  async prune(): Promise<void> {
    const wallMs = this.clock.clock.now();
    // A clock that was set years ahead must not make all of it old.
    const nowMs = wallMs - Math.max(0, this.clock.lostMs);
    await this.store.pruneAudit(nowMs - this.settings.auditKeptMs, wallMs).catch((error: unknown) => {
      this.logger.warn(`Old entries stay for now: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}
