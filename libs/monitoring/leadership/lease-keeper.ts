import type { AlertStore } from '@envscope/store/alert-store.js';
import { answerWithin } from '../incidents/patience.js';

export interface LeaseKeeperOptions {
  /** Names this run of the console. */
  readonly owner: string;
  /** Called when this console leads from now on. Where it rejects, it is called again a little later. */
  readonly onGain: () => Promise<void>;
  /** Called when another console leads. */
  readonly onLoss: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
  readonly now?: () => number;
}

/** A console that has not renewed its lease for so long has lost it. */
const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 3_000;
const PATIENCE_MS = 2_500;

/**
 * Sees to it that of all consoles on one store one leads. While the store fails, whoever leads goes on: it may be the only
 * console that there is, and two that tell the same are better than none.
 */
export class LeaseKeeper {
  private timer: NodeJS.Timeout | undefined;
  private turn = Promise.resolve();
  private leads = false;
  private readonly now: () => number;

  constructor(
    private readonly store: AlertStore,
    private readonly options: LeaseKeeperOptions,
  ) {
    this.now = options.now ?? Date.now;
  }

  get isLeading(): boolean {
    return this.leads;
  }

  /** Resolves once it is known who leads, as far as the store tells. */
  async start(): Promise<void> {
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
    this.timer.unref();
    await this.renew();
  }

  /** Lets another console lead at once. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    if (!this.leads) return;
    this.leads = false;
    await this.options.onLoss();
    await answerWithin(this.store.releaseLease(this.options.owner), PATIENCE_MS);
  }

  private renew(): Promise<void> {
    return (this.turn = this.turn.then(() => this.renewOnce()).catch(this.options.onFault));
  }

  private async renewOnce(): Promise<void> {
    // Nobody else can come.
    if (this.leads && !this.store.isShared) return;
    const nowMs = this.now();
    const lease = { owner: this.options.owner, untilMs: nowMs + LEASE_MS, nowMs };
    const answer = await answerWithin(this.store.holdLease(lease), PATIENCE_MS);
    if (answer.fault !== undefined || answer.value === this.leads) return;
    if (answer.value) await this.options.onGain();
    this.leads = answer.value;
    if (!answer.value) await this.options.onLoss();
  }
}
