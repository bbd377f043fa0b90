import { instantOf, type ChannelState } from '@envscope/contracts/index.js';
import type { Channel, Receipt } from '@envscope/integrations/kernel/channels/channel.js';
import { resultOf, type CallResult } from './call-result.js';
import { ChannelCondition } from './channel-condition.js';
import type { DispatchSettings } from './dispatcher-options.js';
import type { PlannedChannel } from './plan.js';

/** What this run of the console knows of a channel by itself; the rest of `ChannelState` is counted by the store. */
export type ChannelHealthState = Omit<ChannelState, 'waiting' | 'dead' | 'lastDeliveredAt'>;

/** A pause that the channel asks for: all calls of its queue wait, or all of its host. */
export interface RequestedPause {
  /** What the steady clock will show at its end. */
  readonly untilMs: number;
  readonly isGlobal: boolean;
}

/** One channel and how it is. The only place that calls it. */
export class ChannelSender {
  private readonly condition: ChannelCondition;

  constructor(
    readonly channel: Channel,
    private readonly settings: DispatchSettings,
    private readonly onPause: (pause: RequestedPause) => void,
  ) {
    this.condition = new ChannelCondition(settings.clock, settings.random, channel.check !== undefined);
  }

  /** No call before the steady clock shows this. */
  get notBeforeMs(): number {
    return this.condition.notBeforeMs;
  }

  /** Nothing is posted until a check finds that it works. */
  get isSuspended(): boolean {
    return this.condition.needsCheck;
  }

  get planned(): PlannedChannel {
    return {
      id: this.channel.id,
      language: this.channel.language,
      room: this.channel.room,
      canEdit: this.channel.edit !== undefined,
      isReady: this.isReady && !this.isSuspended,
    };
  }

  get isCheckDue(): boolean {
    return this.isSuspended && this.isReady;
  }

  /** Its health; the queue knows what comes next. */
  get state(): Omit<ChannelHealthState, 'nextAttemptAt' | 'askedToWaitUntil'> {
    const { id, environment, kind, label, route } = this.channel;
    const { health, reason, sinceMs } = this.condition;
    return { id, environment, kind, label, route, health, since: instantOf(sinceMs), reason };
  }

  /** Makes one call and learns from its result. Never rejects. */
  async call(make: (signal: AbortSignal) => Promise<Receipt>): Promise<CallResult> {
    const result = await this.resultOf(make);
    this.reportIf(this.condition.note(result));
    return result;
  }

  /** Sees whether it works, without posting. Never rejects. */
  async check(): Promise<void> {
    const result = await this.resultOf(async (signal) => {
      await this.channel.check?.(signal);
      return { messageId: '', pauseMs: 0 };
    });
    this.reportIf(this.condition.noteCheck(result.outcome === 'delivered'));
  }

  hurry(): void {
    this.condition.hurry();
  }

  private get isReady(): boolean {
    return this.condition.notBeforeMs <= this.settings.clock.steady();
  }

  private async resultOf(make: (signal: AbortSignal) => Promise<Receipt>): Promise<CallResult> {
    const { clock, log } = this.settings;
    const result = await resultOf(make, clock, (error) => log.error(`${this.channel.id}: not sent`, error));
    const isSent = result.outcome === 'delivered';
    const waitMs = isSent ? result.receipt.pauseMs : (result.waitMs ?? 0);
    if (waitMs > 0) this.onPause({ untilMs: clock.steady() + waitMs, isGlobal: !isSent && result.isGlobal });
    return result;
  }

  private reportIf(hasChanged: boolean): void {
    if (!hasChanged) return;
    const { id, environment } = this.channel;
    const { health, reason } = this.condition;
    if (health !== 'working') this.settings.log.warn(`${id} is ${health}: ${reason?.code ?? 'no reason'}`);
    this.settings.onChange('channels', environment);
  }
}
