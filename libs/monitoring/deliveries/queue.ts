import { Refusal, type ChannelTestReport, type Delivery, type Instant } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { momentOf } from '@envscope/integrations/kernel/clock.js';
import { Alarm } from './alarm.js';
import { CLAIM_MS } from './call-result.js';
import { ChannelSender, type ChannelHealthState, type RequestedPause } from './channel-sender.js';
import type { Composer } from '../messages/composer.js';
import { givenUpInMs, restMs } from './delivery-age.js';
import type { DispatchSettings } from './dispatcher-options.js';
import type { Outbox } from '../repository/outbox.js';
import type { MessageStep } from '../messages/message-step.js';
import { nextStep, type QueueStep } from './plan.js';
import { dropped, merged, returned, settledBy } from './settlement.js';

/** Another console holds what was to be sent: the outbox is asked again after this. */
const HELD_MS = 1_000;
/** After a fault of ours, which is logged, the queue goes on after this. */
const FAULT_PAUSE_MS = 10_000;
/** A queue that could do something and does nothing for longer is stuck: no call, and no write, takes so long. */
const STUCK_MS = 60_000;
/** A pause as short as after any few messages is waited for, and not shown to people. */
const SHORT_PAUSE_MS = 5_000;

/** Sends to the channels that share one webhook: one call at a time, in order, at the pace that they ask for. */
export class DeliveryQueue {
  private readonly senders: ReadonlyMap<string, ChannelSender>;
  private readonly alarm: Alarm;
  private isStarted = false;
  private isDraining = false;
  /** Its last step was a fault of ours. */
  private hasFaulted = false;
  /** When it last did what there was to do, epoch milliseconds. */
  private movedAtMs: number;
  /** The channel asked for no call before the steady clock shows this. */
  private askedUntilMs = 0;
  /** No call before that of the console's own accord. */
  private restUntilMs = 0;
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    channels: readonly Channel[],
    private readonly outbox: Outbox,
    private readonly composer: Composer,
    private readonly settings: DispatchSettings,
    /** A host asks all who call it to wait. */
    onGlobalPause: (channel: Channel, untilMs: number) => void,
  ) {
    this.alarm = new Alarm(() => void this.drain(), settings.clock.steady);
    this.movedAtMs = settings.clock.now();
    const pauseFor = (channel: Channel) => (pause: RequestedPause) => {
      this.pauseUntil(pause.untilMs);
      if (pause.isGlobal) onGlobalPause(channel, pause.untilMs);
    };
    this.senders = new Map(
      channels.map((channel) => [channel.id, new ChannelSender(channel, settings, pauseFor(channel))]),
    );
  }

  start(): void {
    this.isStarted = true;
    this.wake();
  }

  /** Resolves when the call in flight has ended and what came of it is kept. */
  async stop(): Promise<void> {
    this.isStarted = false;
    this.alarm.clear();
    await this.lastTurn;
  }

  /** There may be new deliveries. An idle queue sends them at once; what comes during a call is sent together after it. */
  wake(): void {
    if (this.isStarted && !this.isDraining) void this.drain();
  }

  /** How many deliveries it holds up: nothing keeps it from sending, and it has done nothing for a minute. */
  get stuck(): number {
    const waiting = this.waiting();
    if (!this.isStarted || waiting.length === 0) return 0;
    if (!this.isDraining && !this.hasFaulted && this.plan() === null) return 0;
    const { elapsedSince } = this.settings;
    const notBeforeMs = Math.min(...[...this.senders.values()].map((sender) => sender.notBeforeMs));
    const dueForMs = Math.min(
      elapsedSince(this.movedAtMs),
      this.steadyMs - Math.max(this.askedUntilMs, notBeforeMs),
      Math.max(...waiting.map(({ queuedAt }) => elapsedSince(Date.parse(queuedAt)))),
    );
    return dueForMs > STUCK_MS ? waiting.length : 0;
  }

  /** The channel, or its host, asks for no call before the steady clock shows this. */
  pauseUntil(untilMs: number): void {
    this.askedUntilMs = Math.max(this.askedUntilMs, untilMs);
  }

  /** Ends the waits that the console keeps of its own accord. Throws `channel-rate-limited` where the channel asked for one. */
  retryNow(channelId: string): void {
    if (this.askedUntilMs > this.steadyMs + SHORT_PAUSE_MS) {
      throw new Refusal('channel-rate-limited', { id: channelId, untilAt: this.askedUntilAt });
    }
    this.hurry(channelId);
  }

  /** Ends the waits that the console keeps of its own accord; what the channel asked for it keeps. */
  hurry(channelId: string): void {
    this.restUntilMs = 0;
    this.senders.get(channelId)?.hurry();
    this.wake();
  }

  /** Undefined for a channel that is not this queue's. */
  stateOf(channelId: string): ChannelHealthState | undefined {
    const sender = this.senders.get(channelId);
    if (!sender) return undefined;
    const nextMs = Math.max(this.pausedUntilMs, sender.notBeforeMs);
    const isAwaited = sender.isSuspended || this.waiting().some(({ channel }) => channel === channelId);
    return {
      ...sender.state,
      nextAttemptAt:
        isAwaited && nextMs > this.steadyMs ? isoOf(momentOf(this.settings.clock, nextMs)) : null,
      askedToWaitUntil: this.askedUntilMs > this.steadyMs ? this.askedUntilAt : null,
    };
  }

  /** Posts a test message in its turn, unless the channel has asked to wait. Undefined for a channel that is not this queue's. */
  test(channelId: string, signal: AbortSignal): Promise<ChannelTestReport> | undefined {
    const sender = this.senders.get(channelId);
    return sender && this.inTurn(() => this.postTest(sender, signal));
  }

  private async postTest(sender: ChannelSender, signal: AbortSignal): Promise<ChannelTestReport> {
    const nowMs = this.settings.clock.now();
    if (this.steadyMs < this.askedUntilMs) {
      const reason = { code: 'rate-limited', params: { untilAt: this.askedUntilAt } } as const;
      return { isDelivered: false, reason, messageId: null, tookMs: 0, sentAt: isoOf(nowMs) };
    }
    const message = this.composer.test(sender.channel, nowMs);
    const result = await sender.call((limit) =>
      sender.channel.post(message, AbortSignal.any([limit, signal])),
    );
    this.wake();
    const report = { tookMs: result.tookMs, sentAt: result.at };
    if (result.outcome !== 'delivered')
      return { ...report, isDelivered: false, reason: result.reason, messageId: null };
    return { ...report, isDelivered: true, reason: null, messageId: result.receipt.messageId };
  }

  private async drain(): Promise<void> {
    this.isDraining = true;
    if (!this.hasFaulted) this.noteMove();
    try {
      while (await this.inTurn(() => this.advance())) this.noteMove();
      this.noteMove();
    } catch (error) {
      this.hasFaulted = true;
      this.settings.log.error('A queue of deliveries has stumbled', error);
      this.restUntilMs = this.steadyMs + FAULT_PAUSE_MS;
    }
    this.isDraining = false;
    if (this.isStarted) this.alarm.set(this.nextDueMs());
  }

  private noteMove(): void {
    this.hasFaulted = false;
    this.movedAtMs = this.settings.clock.now();
  }

  /** Does what is next. Answers false where nothing can be done now. */
  private async advance(): Promise<boolean> {
    if (!this.isStarted || this.steadyMs < this.pausedUntilMs) return false;
    const broken = [...this.senders.values()].find(({ isCheckDue }) => isCheckDue);
    if (broken) {
      await broken.check();
      return true;
    }
    const step = this.plan();
    if (step) await this.take(step);
    return step !== null;
  }

  private plan(): QueueStep | null {
    const channels = [...this.senders.values()].map(({ planned }) => planned);
    const { owner, clock, elapsedSince } = this.settings;
    return nextStep(this.outbox, channels, { owner, nowMs: clock.now(), elapsedSince });
  }

  private async take(step: QueueStep): Promise<void> {
    const sender = this.senders.get(step.channel);
    if (!sender || !(await this.claim(step))) return;
    await this.outbox.settle(await this.outcomeOf(step, sender));
  }

  private async outcomeOf(step: QueueStep, sender: ChannelSender): Promise<Delivery[]> {
    const now = isoOf(this.settings.clock.now());
    if (step.act === 'recover') return returned(step.deliveries);
    if (step.act === 'merge') return merged(step.deliveries, now);
    if (step.act === 'drop') return dropped(step.deliveries, step.cause, now);
    return settledBy(step, await sender.call((signal) => this.send(step, sender, signal)));
  }

  private async send(step: MessageStep, { channel }: ChannelSender, signal: AbortSignal) {
    const message = this.composer.compose(step, channel, {
      nowMs: this.settings.clock.now(),
      isHistoryImpaired: this.outbox.isImpaired,
    });
    if (step.messageId === null || !channel.edit) return channel.post(message, signal);
    return channel.edit(step.messageId, message, signal);
  }

  /** All of a step's deliveries, or none. */
  private async claim({ deliveries }: QueueStep): Promise<boolean> {
    const held = await this.outbox.claim(deliveries, this.settings.clock.now() + CLAIM_MS);
    if (held.length === deliveries.length && this.isStarted) return true;
    const ids = new Set(held.map(({ id }) => id));
    await this.outbox.settle(returned(deliveries.filter(({ id }) => ids.has(id))));
    this.restUntilMs = this.steadyMs + HELD_MS;
    return false;
  }

  private get pausedUntilMs(): number {
    return Math.max(this.askedUntilMs, this.restUntilMs);
  }

  private get askedUntilAt(): Instant {
    return isoOf(momentOf(this.settings.clock, this.askedUntilMs));
  }

  private waiting(): Delivery[] {
    return this.outbox.unsettled().filter(({ channel }) => this.senders.has(channel));
  }

  private get steadyMs(): number {
    return this.settings.clock.steady();
  }

  /** When there may be something to do again, by the steady clock. */
  private nextDueMs(): number {
    const { steadyMs } = this;
    if (steadyMs < this.pausedUntilMs) return this.pausedUntilMs;
    const senders = [...this.senders.values()];
    // What was not there or not due a moment ago may be by now.
    if (senders.some(({ isCheckDue }) => isCheckDue) || this.plan()) return steadyMs;
    const { clock, elapsedSince } = this.settings;
    const claimEndsInMs = ({ claim }: Delivery) =>
      claim === null ? 0 : Date.parse(claim.until) - clock.now();
    const waitsMs = [
      ...senders.map(({ notBeforeMs }) => notBeforeMs - steadyMs),
      ...this.waiting().flatMap((one) => [givenUpInMs(one, elapsedSince), claimEndsInMs(one)]),
      ...this.rests(),
    ];
    return steadyMs + Math.min(...waitsMs.filter((ms) => ms > 0));
  }

  /** For how long each incident's changes rest, milliseconds. */
  private rests(): number[] {
    const byIncident = Map.groupBy(this.waiting(), ({ incidentId, channel }) => `${incidentId} ${channel}`);
    return [...byIncident.values()].flatMap((waiting) =>
      waiting
        .slice(0, 1)
        .map(({ incidentId, channel }) =>
          restMs(waiting, this.outbox.delivered(incidentId, channel), this.settings.elapsedSince),
        ),
    );
  }

  /** A test message does not come between a step's planning and its end. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
