import type { ConsolePart } from '../console-part.js';
import type { ClockWatch } from '../clock/clock-watch.js';
import type { Stores } from '@envscope/store/stores.js';

const DAY_MS = 24 * 3_600_000;
const RESULTS_KEPT_MS = 7 * DAY_MS;
/** Long enough to ask whether the same thing happened last quarter. */
const INCIDENTS_KEPT_MS = 90 * DAY_MS;
const EVERY_MS = 10 * 60_000;

/** Lets go of what is too old to be kept. */
export class Pruner implements ConsolePart {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly stores: Pick<Stores, 'observations' | 'incidents' | 'mutes'>,
    private readonly clock: Pick<ClockWatch, 'clock' | 'lostMs'>,
    /** Those who write to the store report that it fails; pruning is tried again later. */
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.prune().catch(this.onFault), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Rejects with `StoreFault`. */
  async prune(): Promise<void> {
    // A clock that was set years ahead must not make all of it old.
    const nowMs = this.clock.clock.now() - Math.max(0, this.clock.lostMs);
    await this.stores.observations.prune(nowMs - RESULTS_KEPT_MS);
    await this.stores.incidents.pruneIncidents(nowMs - INCIDENTS_KEPT_MS);
    await this.stores.mutes.pruneMutes(nowMs - INCIDENTS_KEPT_MS);
  }
}
