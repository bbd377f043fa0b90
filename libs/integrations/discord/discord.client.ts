import { IntegrationError } from '@envscope/integrations/kernel/integration-error.js';
import { SharedCall } from '@envscope/integrations/kernel/shared-call.js';
import {
  rateLimited,
  VendorHttp,
  waitOf,
  type VendorRefusal,
} from '@envscope/integrations/kernel/vendor-http.js';
import type { HttpService } from '@nestjs/axios';
import * as z from 'zod';
import { toExecuteBody, type DiscordMessage } from './discord.message.js';
import type { DiscordSettings, WebhookAddress } from './discord.settings.js';

/** What Discord tells a webhook of itself. */
export interface DiscordWebhook {
  readonly name: string | null;
  readonly channelId: string;
  readonly guildId: string | null;
}

/** A message that Discord has saved. */
export interface SentMessage {
  readonly messageId: string;
  readonly channelId: string;
}

export interface DiscordCallOptions {
  /** A person asked: a webhook that refused lately is called all the same. */
  readonly isRequested?: boolean;
}

/**
 * One webhook. Every method rejects with `IntegrationError`, whose `params` hold Discord's own `discordCode` and
 * `discordMessage`. After an answer that calling again cannot change (deleted, wrong token, forbidden) that answer is
 * given for an hour without a call, since Discord bans addresses that go on.
 */
export interface DiscordClient {
  /** Two environments with one id use one webhook. */
  readonly webhookId: string;
  readonly channelLabel: string | null;
  /** What Discord told last; undefined until it told anything. */
  readonly known: DiscordWebhook | undefined;
  /** Those who ask at once wait for one answer. */
  describeWebhook(signal: AbortSignal, options?: DiscordCallOptions): Promise<DiscordWebhook>;
  /** Posts once and waits until Discord has saved it. A failure after the sending leaves open whether it was posted. */
  send(message: DiscordMessage, signal: AbortSignal, options?: DiscordCallOptions): Promise<SentMessage>;
}

/** Token of the `PerEnvironment<DiscordClient>`. */
export const DISCORD_CLIENTS = Symbol('DISCORD_CLIENTS');

/** Discord's edge blocks callers that do not name themselves in this form. */
const USER_AGENT = 'DiscordBot (https://example.com/envscope, 0.1.0)';
const REFUSAL_HOLDS_MS = 3_600_000;
const FINAL: ReadonlySet<string> = new Set(['webhook-gone', 'not-found', 'unauthorized', 'forbidden']);

const WireWebhook = z
  .object({ channel_id: z.string(), guild_id: z.string().nullish(), name: z.string().nullish() })
  .transform((wire): DiscordWebhook => {
    return { name: wire.name ?? null, channelId: wire.channel_id, guildId: wire.guild_id ?? null };
  });

const WireMessage = z
  .object({ id: z.string(), channel_id: z.string() })
  .transform((wire): SentMessage => ({ messageId: wire.id, channelId: wire.channel_id }));

const WireRefusal = z.object({
  code: z.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  retry_after: z.number().optional().catch(undefined),
});

/** Settings with the same key share one client, and with it what it learned of its webhook. */
export function webhookKey({ webhook, channelLabel }: DiscordSettings): string {
  return JSON.stringify([webhook, channelLabel]);
}

/** Calls Discord's webhook interface, version 10. */
export function createDiscordClient(
  { webhook, channelLabel }: DiscordSettings,
  http: HttpService,
  now: () => number = Date.now,
): DiscordClient {
  const policy = { baseUrl: webhook.baseUrl, headers: { 'user-agent': USER_AGENT }, refusal: meaningOf };
  return new WebhookClient(webhook, channelLabel, new VendorHttp(http, policy), now);
}

class WebhookClient implements DiscordClient {
  known: DiscordWebhook | undefined;
  private refused: { readonly failure: IntegrationError; readonly atMs: number } | undefined;
  private readonly description = new SharedCall((signal) => this.describe(signal));

  constructor(
    private readonly address: WebhookAddress,
    readonly channelLabel: string | null,
    private readonly http: VendorHttp,
    private readonly now: () => number,
  ) {}

  get webhookId(): string {
    return this.address.id;
  }

  async describeWebhook(signal: AbortSignal, options: DiscordCallOptions = {}): Promise<DiscordWebhook> {
    this.known = await this.unlessRefused(options, () => this.description.join(signal));
    return this.known;
  }

  send(message: DiscordMessage, signal: AbortSignal, options: DiscordCallOptions = {}): Promise<SentMessage> {
    // Without `wait` Discord does not say whether the message could be saved.
    const query = new URLSearchParams({ wait: 'true' });
    if (this.address.threadId !== null) query.set('thread_id', this.address.threadId);
    return this.unlessRefused(options, async () => {
      const path = `${this.path}?${query.toString()}`;
      const body = toExecuteBody(message);
      // Once: a call that died on the way may have posted its message.
      const call = { method: 'POST', path, body, schema: WireMessage, signal, attempts: 1 } as const;
      const { data } = await this.http.call(call);
      return data;
    });
  }

  private async describe(signal: AbortSignal): Promise<DiscordWebhook> {
    const { data } = await this.http.call({ path: this.path, schema: WireWebhook, signal });
    return data;
  }

  private get path(): string {
    return `/webhooks/${this.address.id}/${this.address.token}`;
  }

  private async unlessRefused<T>({ isRequested }: DiscordCallOptions, call: () => Promise<T>): Promise<T> {
    const { refused } = this;
    if (refused && !isRequested && this.now() - refused.atMs < REFUSAL_HOLDS_MS) throw refused.failure;
    try {
      const answer = await call();
      this.refused = undefined;
      return answer;
    } catch (error) {
      if (error instanceof IntegrationError && FINAL.has(error.reason.code)) {
        this.refused = { failure: error, atMs: this.now() };
      }
      throw error;
    }
  }
}

/** Discord's meaning of a refusal; its own failures (5xx) are left to the policy for all vendors. */
function meaningOf({ status, headers, body }: VendorRefusal): IntegrationError | undefined {
  if (status >= 500 || status === 408) return undefined;
  const { code, message, retry_after: retryAfter } = WireRefusal.safeParse(body).data ?? {};
  const params = {
    httpStatus: status,
    ...(code === undefined ? {} : { discordCode: code }),
    ...(message === undefined ? {} : { discordMessage: message }),
  };
  if (status === 429) {
    // The body is exact where the header is rounded up to whole seconds.
    const waitMs = retryAfter === undefined ? (waitOf(headers) ?? 1_000) : retryAfter * 1_000;
    const { reason } = rateLimited(new Date(Date.now() + waitMs));
    return new IntegrationError('rate-limited', 'Rate limited', { params: { ...reason.params, ...params } });
  }
  return new IntegrationError(reasonOf(status, code), `Refused with HTTP ${status}, code ${code}`, {
    params,
  });
}

const UNKNOWN_CHANNEL = 10_003;

function reasonOf(status: number, discordCode: number | undefined) {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return discordCode === UNKNOWN_CHANNEL ? 'not-found' : 'webhook-gone';
  return 'client-error';
}
