import { SETTLED_AFTER_MS } from '../evaluate/policy.js';

/** A Redis that is started anew, or replaced by its replica, is no outage. The same as for a location of which nothing comes. */
const LEAST_AWAY_MS = 120_000;

/**
 * Watches for how long the queue is away. Times away add up until it has settled, so that a queue that comes and goes is noticed
 * like one that is gone.
 */
export class QueueWatch {
  /** Undefined before it is known. */
  private isAnswering: boolean | undefined;
  private turnedMs = 0;
  /** When it went away first since it had last settled. */
  private firstAwayMs = 0;
  /** How long it was away since then, without the time that still lasts. */
  private awayMs = 0;

  constructor(private readonly steady: () => number) {}

  /** Nothing is known any more. */
  begin(): void {
    this.isAnswering = undefined;
    this.awayMs = 0;
  }

  /** What the queue does now, whether or not it did so before. */
  turned(isAnswering: boolean): void {
    if (isAnswering === this.isAnswering) return;
    const nowMs = this.steady();
    if (this.isAnswering === false) this.awayMs += nowMs - this.turnedMs;
    else if (this.hasSettled || this.awayMs === 0) [this.firstAwayMs, this.awayMs] = [nowMs, 0];
    this.isAnswering = isAnswering;
    this.turnedMs = nowMs;
  }

  /** Time in which nobody listened neither was away nor answered. */
  forgive(): void {
    this.turnedMs = this.steady();
  }

  /** Whether it has answered, or failed to, since the beginning. */
  get isKnown(): boolean {
    return this.isAnswering !== undefined;
  }

  /** Since when it is away, by the steady clock; null while it answers, and where that is not long yet. */
  get awaySinceMs(): number | null {
    if (this.isAnswering !== false) return null;
    const awayMs = this.awayMs + this.steady() - this.turnedMs;
    return awayMs > LEAST_AWAY_MS ? this.firstAwayMs : null;
  }

  /** Since when it answers, by the steady clock; null while it does not, and before that is known. */
  get backSinceMs(): number | null {
    return this.isAnswering === true ? this.turnedMs : null;
  }

  /** Whether it has answered for so long that it is not expected to go away. */
  get hasSettled(): boolean {
    return this.isAnswering === true && this.steady() - this.turnedMs >= SETTLED_AFTER_MS;
  }
}
