import type { ChannelHealth, Reason } from '@envscope/contracts/index.js';
import { backoffMs } from '@envscope/integrations/kernel/http/backoff.js';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { CallResult } from './call-result.js';

/** A channel that refuses for good is asked no more often: Discord blocks addresses that go on. */
const BROKEN_WAIT_MS = 10 * 60_000;
/** After so many posts in a row whose outcome is unknown the channel is checked before the next one. */
const MOST_DOUBTS = 3;
/** What may have arrived is posted again no more often than this in the end, so that a day does not fill with repeats. */
const LONGEST_DOUBT_MS = 20 * 60_000;

/** The channel takes messages, but nothing that is posted there can be edited. */
const NO_MESSAGE_ID: Reason = { code: 'no-message-id', params: {} };

/** The health of one channel by its answers, and when it may be called again. */
export class ChannelCondition {
  health: ChannelHealth = 'untried';
  reason: Reason | null = null;
  /** Since when the health is what it is, epoch milliseconds; null while it is untried. */
  sinceMs: number | null = null;
  /** No call before the steady clock shows this, of the console's own accord. What the channel asks for is the queue's to keep. */
  notBeforeMs = 0;
  /** Nothing is posted until a check, which posts nothing, finds that it works. */
  needsCheck = false;
  /** Refusals in a row. */
  private refusals = 0;
  /** Posts in a row whose outcome is unknown. */
  private doubts = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
    /** It can be checked without posting. */
    private readonly canCheck: boolean,
  ) {}

  /** Learns from a call. Answers whether the health has changed. */
  note(result: CallResult): boolean {
    switch (result.outcome) {
      case 'delivered':
        return this.recover(result.receipt.messageId === null ? NO_MESSAGE_ID : null);
      case 'refused':
        // A refusal is about the message: the channel answers, and others may get through. But nobody got this one.
        this.settle();
        return this.turn('refusing', result.reason);
      case 'gone':
        // A channel that says this of a post as well must not be called without end.
        this.backOff();
        return this.turn('working', null);
      case 'limited':
        // A wait that it asks for is the queue's; who is limited again right after it waits as if none were asked for.
        if (result.waitMs === undefined || this.health === 'limited') this.backOff();
        return this.turn('limited', result.reason);
      case 'failed':
        this.backOff();
        return this.turn('failing', result.reason);
      case 'unknown':
        this.noteDoubt();
        return this.turn('failing', result.reason);
      case 'unreadable':
      case 'broken':
        this.needsCheck = this.canCheck;
        this.notBeforeMs = this.clock.steady() + BROKEN_WAIT_MS;
        return this.turn('broken', result.reason);
    }
  }

  /** Learns from a check. Answers whether the health has changed. */
  noteCheck(isWell: boolean): boolean {
    if (isWell) {
      this.needsCheck = false;
      this.notBeforeMs = 0;
      // It answers; whether it takes messages again the next post will show.
      return this.health === 'broken' && this.recover();
    }
    if (this.health === 'broken') this.notBeforeMs = this.clock.steady() + BROKEN_WAIT_MS;
    else this.backOff();
    return false;
  }

  /** It may be called at once, whatever it was to wait for of the console's own accord. */
  hurry(): void {
    this.notBeforeMs = 0;
  }

  /** It works. Answers whether the health has changed. */
  private recover(reason: Reason | null = null): boolean {
    this.settle();
    return this.turn('working', reason);
  }

  /** It answers, so that nothing has to wait. */
  private settle(): void {
    this.refusals = 0;
    this.doubts = 0;
    this.needsCheck = false;
    this.notBeforeMs = 0;
  }

  private noteDoubt(): void {
    this.doubts += 1;
    // Where it cannot be checked, the receiver sees by the message's id that it is a repeat.
    const isTooMuch = this.canCheck && this.doubts >= MOST_DOUBTS;
    this.needsCheck ||= isTooMuch;
    this.backOff(isTooMuch ? LONGEST_DOUBT_MS : undefined);
  }

  private backOff(longestMs?: number): void {
    this.refusals += 1;
    this.notBeforeMs = this.clock.steady() + backoffMs(this.refusals, this.random(), longestMs);
  }

  private turn(health: ChannelHealth, reason: Reason | null): boolean {
    const isOtherwiseWell = health === 'working' && reason?.code !== this.reason?.code;
    const hasChanged = health !== this.health || isOtherwiseWell;
    if (health !== this.health) this.sinceMs = this.clock.now();
    this.health = health;
    this.reason = reason;
    return hasChanged;
  }
}
