import type { ObservationStore } from '@envscope/store/observation-store.js';
import { within } from '../clock/within.js';
import type { ConsolePart } from '../console-part.js';
import { problemOf, type StoreHealth } from './store-health.js';

const EVERY_MS = 2_000;
const LONGEST_MS = 3_000;

/** Checks every few seconds whether the store is there, also where nothing is written, as in a follower. */
export class StoreWatch implements ConsolePart {
  private timer: NodeJS.Timeout | undefined;
  private isChecking = false;
  private fault: string | null = null;

  constructor(
    private readonly store: Pick<ObservationStore, 'verify'>,
    private readonly health: StoreHealth,
    /** Called with the fault where one is found, and with null once it is over. */
    private readonly onChange: (fault: string | null) => void = () => undefined,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.check(), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Never rejects. */
  async check(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    const checked = await within(LONGEST_MS, this.store.verify());
    this.isChecking = false;
    const { fault = null } = checked;
    this.health.report('watch', checked.fault === undefined ? null : problemOf(checked.error));
    if (fault !== this.fault) this.onChange(fault);
    this.fault = fault;
  }
}
