import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { LeaseStore, HeldLease } from '@envscope/store/lease-store.js';
import { within } from '../clock/within.js';
import type { Fence } from './fence.js';
import { elapsedSince, isValid, readClocks, type ClockReading, type Permit } from './permit.js';

export interface LeaseKeeperOptions {
  /** Names this run of the console. */
  readonly owner: string;
  /** Injected by tests. */
  readonly clock?: Clock;
}

/** What follows from leading, and from leading no more. */
export interface LeadershipDuties {
  /** Called when this console leads from now on. Where it rejects, it is called again a little later. */
  readonly onGain: () => Promise<void>;
  /** Called when another console leads. */
  readonly onLoss: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** A console that has not renewed its lease for so long has lost it. */
const LEASE_MS = 10_000;
/** The holder lets go before anybody else may take it: clocks differ, and an effect takes its time. */
const SAFETY_MS = 1_000;
const RENEW_EVERY_MS = 3_000;
const TIMEOUT_MS = 2_500;
/** For so long a store that does not answer is taken to be as it was. */
const BLIND_MS = 5_000;
/** A console that stood still while it asked asks again. */
const MOST_QUESTIONS = 3;

/**
 * Sees to it that of all consoles on one store one leads. While the store fails, whoever leads goes on: it may be the only
 * console that there is, and two that notify are better than none. A console that stood still, or whose clock jumped,
 * asks before it does anything else.
 */
export class LeaseKeeper implements Fence {
  private timer: NodeJS.Timeout | undefined;
  private turn = Promise.resolve();
  private asking: Promise<void> | undefined;
  private duties: LeadershipDuties | undefined;
  private leads = false;
  private ownTerm: number | undefined;
  private permit: Permit | undefined;
  /** The store's newest answer, and since when it has been the same. */
  private seen: { lease: HeldLease; since: ClockReading; asked: ClockReading } | undefined;
  private readonly clock: Clock;

  constructor(
    private readonly store: LeaseStore,
    private readonly options: LeaseKeeperOptions,
  ) {
    this.clock = options.clock ?? SYSTEM_CLOCK;
  }

  /** Whether another console may work on the same store. */
  get isShared(): boolean {
    return this.store.isShared;
  }

  get isLeading(): boolean {
    return this.leads;
  }

  get term(): number | undefined {
    return this.ownTerm;
  }

  /** Resolves once it is known who leads, as far as the store answers. */
  async start(duties: LeadershipDuties): Promise<void> {
    this.duties = duties;
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
    this.timer.unref();
    await this.renew();
  }

  async assure(): Promise<boolean> {
    for (let asked = 0; this.ownTerm !== undefined && asked < MOST_QUESTIONS; asked += 1) {
      if (!this.store.isShared || isValid(this.permit, this.clock)) return true;
      await this.askStore();
    }
    return false;
  }

  /** Lets another console lead at once. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    if (!this.leads) return;
    this.leads = false;
    await this.duties?.onLoss();
    this.ownTerm = undefined;
    await within(TIMEOUT_MS, this.store.releaseLease(this.options.owner));
  }

  private renew(): Promise<void> {
    return (this.turn = this.turn
      .then(() => this.renewOnce())
      .catch((error: unknown) => this.duties?.onFault(error)));
  }

  private async renewOnce(): Promise<void> {
    // Nobody else can come.
    if (this.leads && !this.store.isShared) return;
    await this.askStore();
    await this.follow();
  }

  /** Acts upon what the store has answered. */
  private async follow(): Promise<void> {
    if (this.leads && this.ownTerm === undefined) {
      this.leads = false;
      await this.duties?.onLoss();
    }
    const { lease, asked } = this.seen ?? {};
    if (this.leads || !asked || lease?.owner !== this.options.owner) return;
    this.ownTerm = lease.term;
    this.grant(asked, LEASE_MS - SAFETY_MS);
    try {
      await this.duties?.onGain();
      this.leads = true;
    } catch (error) {
      this.ownTerm = undefined;
      throw error;
    }
  }

  /** Asks the store who leads, once for all who want to know. What follows from it is for `follow`. */
  private askStore(): Promise<void> {
    return (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
  }

  private async ask(): Promise<void> {
    const asked = readClocks(this.clock);
    const { owner } = this.options;
    const lease = {
      owner,
      nowMs: asked.wallMs,
      untilMs: asked.wallMs + LEASE_MS,
      lapsed: this.lapsed(),
    };
    const answer = await within(TIMEOUT_MS, this.store.holdLease(lease));
    // Who stood still meanwhile has not waited for the store.
    if (answer.fault !== undefined) {
      if (elapsedSince(asked, this.clock) < 2 * TIMEOUT_MS) this.grant(readClocks(this.clock), BLIND_MS);
      return;
    }
    this.note(answer.value, asked);
  }

  private note(lease: HeldLease, asked: ClockReading): void {
    const isSame =
      this.seen?.lease.owner === lease.owner &&
      this.seen.lease.term === lease.term &&
      this.seen.lease.untilMs === lease.untilMs;
    this.seen = { lease, asked, since: isSame && this.seen ? this.seen.since : asked };
    if (this.ownTerm === undefined) return;
    if (lease.owner === this.options.owner && lease.term === this.ownTerm) {
      this.grant(asked, LEASE_MS - SAFETY_MS);
    } else {
      // Another leads, or has led meanwhile: what this one knows is old.
      this.ownTerm = undefined;
      void this.renew();
    }
  }

  /** Another's lease that has not been renewed for longer than it lasts, though its end may lie in the future. */
  private lapsed(): HeldLease | undefined {
    if (!this.seen || this.seen.lease.owner === this.options.owner) return undefined;
    const unchangedMs = this.clock.steady() - this.seen.since.steadyMs;
    return unchangedMs > LEASE_MS + RENEW_EVERY_MS ? this.seen.lease : undefined;
  }

  private grant(from: ClockReading, forMs: number): void {
    this.permit = { from, forMs };
  }
}
