import { Refusal, type ChannelTestReport } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { within } from '../clock/within.js';
import type { ConsolePart, Role } from '../console-part.js';
import { CLAIM_MS } from './call-result.js';
import type { ChannelHealthState } from './channel-sender.js';
import type { Composer } from '../messages/composer.js';
import { isHeld, isTooOld } from './delivery-age.js';
import type { DispatcherOptions, DispatchSettings } from './dispatcher-options.js';
import type { Outbox } from '../repository/outbox.js';
import { DeliveryQueue } from './queue.js';
import { dropped } from './settlement.js';

/** How often deliveries to channels that are no longer set up are searched for. */
const ORPHANS_EVERY_MS = 10 * 60_000;
/** How long a message on its way may hold up the end. */
const LAST_CALL_MS = 2_000;

/** Sends what the outbox holds, each queue in order, until the channel has acknowledged it. */
export class Dispatcher implements ConsolePart {
  private readonly settings: DispatchSettings;
  /** By channel; channels that share a webhook share a queue. */
  private readonly queues: ReadonlyMap<string, DeliveryQueue>;
  private sweeping: NodeJS.Timeout | undefined;
  private isStarted = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly channels: readonly Channel[],
    composer: Composer,
    options: DispatcherOptions,
  ) {
    const clock = options.clock ?? SYSTEM_CLOCK;
    const elapsedSince = (momentMs: number) => clock.now() - momentMs;
    this.settings = { elapsedSince, random: Math.random, ...options, clock };
    const pauseHost = ({ kind }: Channel, untilMs: number) => this.pauseHost(kind, untilMs);
    const byQueue = Map.groupBy(channels, ({ queue }) => queue);
    this.queues = new Map(
      [...byQueue.values()].flatMap((sharing) => {
        const queue = new DeliveryQueue(sharing, outbox, composer, this.settings, pauseHost);
        return sharing.map(({ id }): [string, DeliveryQueue] => [id, queue]);
      }),
    );
  }

  /** Begins to send. Without it only `test` sends: what a console does that does not lead. */
  start(): void {
    this.isStarted = true;
    clearInterval(this.sweeping);
    this.sweeping = setInterval(() => void this.dropOrphans(), ORPHANS_EVERY_MS);
    void this.dropOrphans();
    for (const queue of this.allQueues()) queue.start();
  }

  /** There may be new deliveries. */
  wake(): void {
    for (const queue of this.allQueues()) queue.wake();
  }

  /** People at another console may have put deliveries back into their queues. */
  follow(role: Role): void {
    if (role === 'leader') this.wake();
  }

  /**
   * Starts no call, and lets those in flight end. It waits for them only for a moment: whoever comes next finds that the
   * outcome of the others is unknown. It may be started again.
   */
  async stop(): Promise<void> {
    this.isStarted = false;
    clearInterval(this.sweeping);
    await within(LAST_CALL_MS, Promise.all([...this.allQueues()].map((queue) => queue.stop())));
  }

  /** How each channel is, in the order of the settings. */
  states(): ChannelHealthState[] {
    return this.channels.flatMap(({ id }) => this.queues.get(id)?.stateOf(id) ?? []);
  }

  /** Posts a test message, in its turn. Rejects with `unknown-channel` alone: what a channel refuses is in the report. */
  async test(channelId: string, signal: AbortSignal): Promise<ChannelTestReport> {
    const report = await this.queues.get(channelId)?.test(channelId, signal);
    if (!report) throw new Refusal('unknown-channel', { id: channelId });
    return report;
  }

  /** It sends what waits, and not another console. */
  get isSending(): boolean {
    return this.isStarted;
  }

  /** How many deliveries are held up by the console itself: nothing keeps them from being sent, and for a minute none is. */
  get stuck(): number {
    return [...this.allQueues()].reduce((sum, queue) => sum + queue.stuck, 0);
  }

  /**
   * Tries a channel at once, whatever wait the console keeps of its own accord. Throws `unknown-channel`, `not-leader`, and
   * `channel-rate-limited` where the channel itself asked for the wait.
   */
  retryNow(channelId: string): void {
    const queue = this.queues.get(channelId);
    if (!queue) throw new Refusal('unknown-channel', { id: channelId });
    if (!this.isStarted) throw new Refusal('not-leader');
    queue.retryNow(channelId);
  }

  /** A person asked for what waits to be sent now: as `retryNow`, and where that is refused nothing changes. */
  hurry(isConcerned: (channel: Channel) => boolean): void {
    for (const channel of this.channels.filter(isConcerned)) this.queues.get(channel.id)?.hurry(channel.id);
  }

  private allQueues(): Set<DeliveryQueue> {
    return new Set(this.queues.values());
  }

  private pauseHost(kind: Channel['kind'], untilMs: number): void {
    for (const channel of this.channels) {
      if (channel.kind === kind) this.queues.get(channel.id)?.pauseUntil(untilMs);
    }
  }

  /** A channel that is gone from the settings may come back with the next start: its deliveries wait as long as others. */
  private async dropOrphans(): Promise<void> {
    const { owner, clock, elapsedSince } = this.settings;
    const context = { owner, nowMs: clock.now() };
    const orphans = this.outbox
      .unsettled()
      .filter(
        (delivery) =>
          !this.queues.has(delivery.channel) &&
          isTooOld(delivery, elapsedSince) &&
          !isHeld(delivery, context),
      );
    if (orphans.length === 0) return;
    const held = await this.outbox.claim(orphans, context.nowMs + CLAIM_MS);
    await this.outbox.settle(dropped(held, 'channel-removed', new Date(context.nowMs).toISOString()));
  }
}
