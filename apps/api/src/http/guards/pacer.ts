import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';

/** Lets each key through once in a while, so that a button that is pressed often costs vendors little. */
export class Pacer {
  private readonly next = new Map<string, number>();

  constructor(
    private readonly intervalMs: number,
    private readonly steady: () => number = SYSTEM_CLOCK.steady,
  ) {}

  /** Throws `too-soon` when the key was let through less than the interval ago. */
  admit(key: string): void {
    const waitMs = (this.next.get(key) ?? 0) - this.steady();
    if (waitMs > 0) throw new Refusal('too-soon', { retryAfterMs: Math.ceil(waitMs) });
    this.next.set(key, this.steady() + this.intervalMs);
  }
}
