import { within } from '../clock/within.js';
import type { ConsolePart } from '../console-part.js';
import type { LeaseKeeper } from './lease-keeper.js';

const EVERY_MS = 2_000;
const LAST_READ_MS = 500;

/**
 * Lets the parts follow what other consoles write to a shared store: the leader learns what people did elsewhere, followers
 * show what the leader saw.
 */
export class StoreFollower implements ConsolePart {
  private timer: NodeJS.Timeout | undefined;
  private reading = Promise.resolve();

  constructor(
    private readonly lease: Pick<LeaseKeeper, 'isLeading' | 'isShared'>,
    private readonly parts: readonly ConsolePart[],
  ) {}

  start(): void {
    if (!this.lease.isShared) return;
    this.timer = setInterval(() => this.readNext(), EVERY_MS);
    this.timer.unref();
  }

  /** Reads nothing more. A store that does not answer the last question cannot keep the console from ending. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await within(LAST_READ_MS, this.reading);
  }

  private readNext(): void {
    // Whoever writes to the store reports that it fails; the next time tries again.
    this.reading = this.reading.then(() => this.read()).catch(() => undefined);
  }

  private async read(): Promise<void> {
    const role = this.lease.isLeading ? 'leader' : 'follower';
    for (const part of this.parts) await part.follow?.(role);
  }
}
