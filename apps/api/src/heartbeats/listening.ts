import type { Beat, DeafTime } from '@envscope/contracts/index.js';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { HeartbeatRecords } from '@envscope/integrations/heartbeats/heartbeats.records.js';
import type { BeatQuery, BeatStore } from '@envscope/store/beat-store.js';

/** How often a console says that it listens. */
const EVERY_MS = 10_000;
/** Nobody listened where nobody said so for longer. A restart within this time is bridged by jobs that try again. */
const LONGEST_MS = 25_000;

/**
 * Has the store know that some console listens to heartbeats, so that the times in which none did are known, and reads what is kept of
 * them. Who judges jobs asks here, and learns of a time that has just ended as well.
 */
export class Listening implements HeartbeatRecords {
  private notedMs = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: BeatStore,
    private readonly clock: Clock,
  ) {}

  /** Begins to say so; a store that fails is asked again, and the time until then counts as deaf. */
  start(): void {
    void this.note().catch(() => undefined);
    this.timer = setInterval(() => void this.note().catch(() => undefined), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  beats(query: BeatQuery): Promise<Beat[]> {
    return this.store.beats(query);
  }

  async deafTimes(): Promise<DeafTime[]> {
    await this.note();
    return this.store.deafTimes();
  }

  private async note(): Promise<void> {
    const nowMs = this.clock.steady();
    if (nowMs - this.notedMs < EVERY_MS / 2) return;
    await this.store.noteListening(this.clock.now(), LONGEST_MS);
    this.notedMs = nowMs;
  }
}
