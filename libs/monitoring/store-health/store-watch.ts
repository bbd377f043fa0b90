import type { ObservationStore } from '@envscope/store/observation-store.js';
import { problemOf, type StoreHealth } from './store-health.js';

const EVERY_MS = 2_000;
const PATIENCE_MS = 3_000;

/** Looks every few seconds whether the store is there, also where nothing is written: a console that does not lead has none. */
export class StoreWatch {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private said: string | null = null;

  constructor(
    private readonly store: Pick<ObservationStore, 'verify'>,
    private readonly health: StoreHealth,
    /** Called with the fault where one is found, and with null once it is over. */
    private readonly onChange: (fault: string | null) => void = () => undefined,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Never rejects. */
  async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    const { promise: late, resolve } = Promise.withResolvers<unknown>();
    // An answer that is there already counts, though this process may have stood still until now.
    const timer = setTimeout(() => setImmediate(() => resolve(TOO_SLOW)), PATIENCE_MS);
    const fault = await Promise.race([
      this.store.verify().then(
        () => null,
        (error: unknown) => error,
      ),
      late,
    ]);
    clearTimeout(timer);
    this.isLooking = false;
    this.health.report('watch', fault === null ? null : problemOf(fault));
    const words = fault === null ? null : wordsOf(fault);
    if (words !== this.said) this.onChange(words);
    this.said = words;
  }
}

const TOO_SLOW = new Error('It does not answer');

const wordsOf = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault));
