import { orNull } from '@envscope/integrations/kernel/outside/or-null.js';
import { ChannelRefusal } from '@envscope/integrations/kernel/channels/channel.js';
import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { SharedCall } from '@envscope/integrations/kernel/shared-call.js';
import { VendorHttp, type VendorRefusal } from '@envscope/integrations/kernel/http/vendor-http.js';
import { openSinglePool } from '@envscope/integrations/kernel/http/single-exchange.js';
import { trusting, type Network, type Pool } from '@envscope/integrations/network/network.js';
import type { HttpService } from '@nestjs/axios';
import * as z from 'zod';
import { callDiscordOnce, USER_AGENT } from './discord.exchange.js';
import { toEditBody, toExecuteBody, type DiscordMessage } from '../message/discord.message.js';
import { reasonOf } from './discord.refusal.js';
import { siteUrlOf, type WebhookAddress } from './discord.address.js';

/** What Discord says of a webhook. */
export interface DiscordWebhook {
  readonly name: string | null;
  readonly channelId: string;
  readonly guildId: string | null;
}

/** A message that Discord has saved. */
export interface SentMessage {
  /** Null where Discord did not say it. */
  readonly messageId: string | null;
  /** The webhook's allowance is used up: no call before this is over. 0 where some of it is left. */
  readonly pauseMs: number;
}

/** One webhook, or one thread behind it. */
export interface DiscordClient {
  /** Two environments with one id use one webhook. */
  readonly webhookId: string;
  /** Where people read its channel, without a slash at its end. */
  readonly siteUrl: string;
  /** What Discord said last; undefined until it said anything. */
  readonly known: DiscordWebhook | undefined;
  /**
   * Those who ask at once wait for one answer, and passing faults are tried again. Rejects with `IntegrationError`. After an
   * answer that calling again cannot change (deleted, wrong token, forbidden) that answer is given for an hour without a
   * call, unless a person asks, since Discord bans addresses that go on.
   */
  describeWebhook(signal: AbortSignal, options?: { readonly isRequested?: boolean }): Promise<DiscordWebhook>;
  /** Posts once and waits until Discord has saved it. Rejects with `ChannelRefusal`. */
  send(message: DiscordMessage, signal: AbortSignal): Promise<SentMessage>;
  /** Replaces what an earlier message says, by one call. Rejects with `ChannelRefusal`, `gone` where it was deleted. */
  edit(messageId: string, message: DiscordMessage, signal: AbortSignal): Promise<SentMessage>;
  /** Asks by one call whether the webhook stands, whatever it answered before. Rejects with `ChannelRefusal`. */
  check(signal: AbortSignal): Promise<DiscordWebhook>;
}

const REFUSAL_HOLDS_MS = 3_600_000;
const FINAL: ReadonlySet<string> = new Set(['webhook-gone', 'not-found', 'unauthorized', 'forbidden']);

const WireWebhook = z
  .object({
    channel_id: z.string(),
    guild_id: orNull(z.string()),
    name: orNull(z.string()),
  })
  .transform(({ name, channel_id, guild_id }): DiscordWebhook => {
    return { name, channelId: channel_id, guildId: guild_id };
  });

const WireMessage = z.object({ id: z.string(), channel_id: z.string() });

/** A webhook, and by whom its host is trusted. */
export interface TrustedWebhook {
  readonly webhook: WebhookAddress;
  readonly ca?: TrustedCa | undefined;
}

/** Webhooks with the same key share one client, and with it what it learned. */
export function webhookKey({ webhook, ca }: TrustedWebhook): string {
  return JSON.stringify([webhook, ca?.file]);
}

/** Calls Discord's webhook interface, version 10. */
export function createDiscordClient(
  { webhook, ca }: TrustedWebhook,
  http: HttpService,
  network: Network,
  clock: Clock = SYSTEM_CLOCK,
): DiscordClient {
  const policy = {
    baseUrl: webhook.baseUrl,
    headers: { 'user-agent': USER_AGENT },
    refusal: (refusal: VendorRefusal) => meaningOf(refusal, clock.now()),
  };
  return new WebhookClient(
    webhook,
    new VendorHttp(http, policy),
    openSinglePool(network, trusting(ca)),
    clock,
  );
}

class WebhookClient implements DiscordClient {
  known: DiscordWebhook | undefined;
  private refused: { readonly failure: IntegrationError; readonly atMs: number } | undefined;
  private readonly description = new SharedCall((signal) => this.describe(signal));

  constructor(
    private readonly address: WebhookAddress,
    private readonly http: VendorHttp,
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  get webhookId(): string {
    return this.address.id;
  }

  get siteUrl(): string {
    return siteUrlOf(this.address);
  }

  async describeWebhook(signal: AbortSignal, { isRequested = false } = {}): Promise<DiscordWebhook> {
    const { refused } = this;
    if (refused && !isRequested && this.clock.steady() - refused.atMs < REFUSAL_HOLDS_MS)
      throw refused.failure;
    try {
      return this.learn(await this.description.join(signal));
    } catch (error) {
      if (error instanceof IntegrationError && FINAL.has(error.reason.code)) {
        this.refused = { failure: error, atMs: this.clock.steady() };
      }
      throw error;
    }
  }

  send(message: DiscordMessage, signal: AbortSignal): Promise<SentMessage> {
    // Without `wait` Discord does not say whether the message could be saved.
    return this.save(
      'POST',
      this.urlOf('', { wait: 'true', ...this.thread }),
      toExecuteBody(message),
      signal,
    );
  }

  async edit(messageId: string, message: DiscordMessage, signal: AbortSignal): Promise<SentMessage> {
    const url = this.urlOf(`/messages/${messageId}`, this.thread);
    return { ...(await this.save('PATCH', url, toEditBody(message), signal)), messageId };
  }

  async check(signal: AbortSignal): Promise<DiscordWebhook> {
    const call = { method: 'GET', url: this.urlOf(), schema: WireWebhook, pool: this.pool, signal } as const;
    const { data } = await callDiscordOnce(call, this.clock.now);
    if (data === null) throw new ChannelRefusal('failed', { code: 'not-the-channel', params: {} });
    return this.learn(data);
  }

  private async save(
    method: 'POST' | 'PATCH',
    url: string,
    body: object,
    signal: AbortSignal,
  ): Promise<SentMessage> {
    const call = { method, url, body, schema: WireMessage, pool: this.pool, signal };
    const { data, pauseMs } = await callDiscordOnce(call, this.clock.now);
    return { messageId: data?.id ?? null, pauseMs };
  }

  private async describe(signal: AbortSignal): Promise<DiscordWebhook> {
    const { data } = await this.http.call({ path: this.path, schema: WireWebhook, signal });
    return data;
  }

  private learn(webhook: DiscordWebhook): DiscordWebhook {
    this.known = webhook;
    this.refused = undefined;
    return webhook;
  }

  private get path(): string {
    return `/webhooks/${this.address.id}/${this.address.token}`;
  }

  private urlOf(below = '', parameters: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams(parameters);
    return `${this.address.baseUrl}${this.path}${below}${query.size > 0 ? `?${query.toString()}` : ''}`;
  }

  private get thread(): Readonly<Record<string, string>> {
    return this.address.threadId === null ? {} : { thread_id: this.address.threadId };
  }
}

/** Discord's own failures (5xx) are left to the policy for all vendors. */
function meaningOf(refusal: VendorRefusal, nowMs: number): IntegrationError | undefined {
  if (refusal.status >= 500 || refusal.status === 408) return undefined;
  const { code, params } = reasonOf(refusal, nowMs);
  return new IntegrationError(code, `Refused with HTTP ${refusal.status}`, { params });
}
