import type { ChannelHealth, Reason } from '@envscope/contracts/index.js';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { CallResult } from './call-result.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 120_000;
/** A channel that refuses for good is asked no more often: Discord blocks addresses that go on. */
const BROKEN_WAIT_MS = 10 * 60_000;

/** How one channel is, as its answers tell, and when it may be called again. */
export class ChannelCondition {
  health: ChannelHealth = 'untried';
  reason: Reason | null = null;
  /** Since when the health is what it is, epoch milliseconds; null while it is untried. */
  sinceMs: number | null = null;
  /** No call before the steady clock shows this. */
  notBeforeMs = 0;
  private failures = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** Learns from a call. Answers whether the health has changed. */
  note(result: CallResult): boolean {
    switch (result.outcome) {
      case 'sent':
      case 'refused':
        // A refusal is about the message: the channel has answered.
        return this.mend();
      case 'gone':
        // A channel that says this of a post as well must not be called without end.
        this.backOff();
        return this.turn('working', null);
      case 'limited':
        if (result.waitMs === undefined || result.waitMs <= 0) this.backOff();
        return this.turn('limited', result.reason);
      case 'failed':
      case 'unknown':
        this.backOff();
        return this.turn('failing', result.reason);
      case 'broken':
        this.notBeforeMs = this.clock.steady() + BROKEN_WAIT_MS;
        return this.turn('broken', result.reason);
    }
  }

  /** A look at a broken channel went wrong: it stays broken, and is looked at again later. */
  postpone(): void {
    this.notBeforeMs = this.clock.steady() + BROKEN_WAIT_MS;
  }

  /** It works. Answers whether the health has changed. */
  mend(): boolean {
    this.failures = 0;
    this.notBeforeMs = 0;
    return this.turn('working', null);
  }

  /** It may be called at once. */
  hurry(): void {
    this.notBeforeMs = 0;
  }

  /** Exponential, with full jitter, so that what failed together does not come back together. */
  private backOff(): void {
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures += 1;
    this.notBeforeMs = this.clock.steady() + this.random() * waitMs;
  }

  private turn(health: ChannelHealth, reason: Reason | null): boolean {
    const hasChanged = health !== this.health;
    this.health = health;
    this.reason = reason;
    if (hasChanged) this.sinceMs = this.clock.now();
    return hasChanged;
  }
}
