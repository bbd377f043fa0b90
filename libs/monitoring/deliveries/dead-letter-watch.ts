import type { Subscription } from 'rxjs';
import type { ConsolePart } from '../console-part.js';
import type { ConsoleCondition } from '../feed/console-condition.js';
import type { LiveFeed } from '../feed/live-feed.js';
import type { AlertReader } from '../repository/alert-reader.js';

/** Deliveries come in bursts; one count serves them all. */
const BURST_MS = 1_000;
/** How often the leader asks a shared store whether people at another console have dismissed or replayed some. */
const SHARED_MS = 10_000;

/** Counts the notifications that reached nobody, whenever something of the deliveries has changed. */
export class DeadLetterWatch implements ConsolePart {
  private reading: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private countedAtMs = -Infinity;

  constructor(
    private readonly alerts: Pick<AlertReader, 'countDeliveries'>,
    private readonly feed: Pick<LiveFeed, 'listen'>,
    private readonly condition: Pick<ConsoleCondition, 'reportDeadLetters'>,
    private readonly burstMs = BURST_MS,
  ) {}

  start(): void {
    this.reading = this.feed.listen().subscribe(({ name, data }) => {
      if (name === 'alert' && 'topic' in data && data.topic === 'deliveries') this.countSoon();
    });
    void this.count();
  }

  async follow(): Promise<void> {
    if (performance.now() - this.countedAtMs >= SHARED_MS) await this.count();
  }

  stop(): void {
    this.reading?.unsubscribe();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Never rejects: what cannot be counted now is with the next change. */
  private async count(): Promise<void> {
    this.countedAtMs = performance.now();
    const counts = await this.alerts.countDeliveries().catch(() => null);
    if (counts === null) return;
    this.condition.reportDeadLetters(counts.reduce((sum, { dead }) => sum + dead, 0));
  }

  private countSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.count();
    }, this.burstMs).unref();
  }
}
