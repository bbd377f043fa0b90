import type { ChannelState, ChannelTestReport, EnvironmentId } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channel.js';
import type { Composer } from './composer.js';
import type { Outbox } from './outbox.js';

/** What this run of the console knows of a channel by itself; the rest of `ChannelState` is counted by the store. */
export type ChannelHealthState = Omit<ChannelState, 'waiting' | 'dead' | 'lastSentAt'>;

/** No channel of the settings has the id. */
export class UnknownChannel extends Error {
  constructor(readonly channelId: string) {
    super(`No channel ${channelId} is set up`);
    this.name = 'UnknownChannel';
  }
}

export interface DispatcherOptions {
  /** Names this run of the console in claims. */
  readonly owner: string;
  /** Called when a delivery was settled or tried, or a channel's health has changed. */
  readonly onChange: (topic: 'deliveries' | 'channels', environment: EnvironmentId) => void;
  readonly log: { warn(message: string): void; error(message: string, error?: unknown): void };
  /** Epoch milliseconds; injected by tests. */
  readonly now?: () => number;
  /** A number from 0 to 1; injected by tests. */
  readonly random?: () => number;
}

/** Sends what the outbox holds, each queue in order, until the channel has acknowledged it. */
export class Dispatcher {
  constructor(
    private readonly outbox: Outbox,
    private readonly channels: readonly Channel[],
    private readonly composer: Composer,
    private readonly options: DispatcherOptions,
  ) {}

  /** Begins to send. Without it only `test` sends: what a console does that does not lead. */
  start(): void {
    this.wake();
  }

  /** Something new may be wanted. */
  wake(): void {
    void this.outbox;
    void this.composer;
    void this.options;
  }

  /** Lets calls in flight end, within their time limit, and starts none. May be started again. */
  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** How each channel is, in the order of the settings. */
  states(): ChannelHealthState[] {
    return [];
  }

  /** Posts a test message, in its turn. Rejects with `UnknownChannel` alone: what a channel refuses is in the report. */
  test(channelId: string, signal: AbortSignal): Promise<ChannelTestReport> {
    void signal;
    void this.channels;
    return Promise.reject(new UnknownChannel(channelId));
  }

  /** Tries a broken or failing channel at once. Throws `UnknownChannel`. */
  retryNow(channelId: string): void {
    throw new UnknownChannel(channelId);
  }
}
