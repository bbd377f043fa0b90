import type { Channel, ChannelMessage, Receipt } from '@envscope/integrations/kernel/channels/channel.js';
import type { ChannelDefinition } from '@envscope/integrations/kernel/channels/definition.js';
import { deliveryIdOf } from '@envscope/integrations/kernel/channels/delivery-id.js';
import { ProfiledChannel, type ChannelProfile } from '@envscope/integrations/kernel/channels/profile.js';
import { statusRefusal } from '@envscope/integrations/kernel/channels/status-refusal.js';
import { exchangeOnce, openSinglePool } from '@envscope/integrations/kernel/http/single-exchange.js';
import { trusting, type Pool } from '@envscope/integrations/network/network.js';
import { webhookSection, type WebhookSettings } from './webhook.settings.js';
import { signatureOf } from './webhook.signature.js';
import { plainText, WEBHOOK_ROOM } from './webhook.text.js';

const USER_AGENT = 'Envscope/0.1.0';

/**
 * Notifies a program: a POST of JSON, `{ id, sentAt, environment, events, text }`. `X-Envscope-Signature` is `v1=` and the
 * HMAC-SHA256, in hex, of `<X-Envscope-Timestamp>.<body>` under the shared secret; the timestamp is in epoch seconds.
 * `X-Envscope-Delivery` is the body's `id`: the same whenever the same is reported again, so that the receiver can drop repeats.
 */
export class WebhookChannel extends ProfiledChannel implements Channel {
  readonly room = WEBHOOK_ROOM;

  constructor(
    profile: ChannelProfile,
    private readonly settings: WebhookSettings,
    private readonly pool: Pool,
    private readonly now: () => number = Date.now,
  ) {
    super(profile);
  }

  get queue(): string {
    return `${this.kind}:${this.environment}`;
  }

  async post(message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    const id = deliveryIdOf(message);
    const sentAtMs = this.now();
    const body = JSON.stringify({
      id,
      sentAt: new Date(sentAtMs).toISOString(),
      environment: this.environment,
      events: message.events,
      text: plainText(message),
    });
    const headers = {
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'x-envscope-delivery': id,
      ...signatureOf(body, this.settings.secret, sentAtMs),
    };
    const answer = await exchangeOnce(
      this.pool,
      { method: 'POST', url: this.settings.url, headers, body },
      signal,
    );
    // What a receiver says beside its status is not needed, so that an answer cut short will do.
    if (answer.status >= 200 && answer.status < 300) return { messageId: id, pauseMs: 0 };
    throw statusRefusal(answer, this.now());
  }
}

/** A webhook, as a channel: one for each environment, without routes. */
export const webhookChannel = {
  kind: 'webhook',
  name: { en: 'Webhook', ko: '웹훅' },
  section: webhookSection,
  service: null,
  // Each message names its environment.
  destinationsOf: () => [],
  open: (configured, { network }) =>
    configured.map(({ settings, profileOf }) => {
      const pool = openSinglePool(network, trusting(settings.ca));
      return new WebhookChannel(profileOf(new URL(settings.url).host), settings, pool);
    }),
} as const satisfies ChannelDefinition<WebhookSettings>;
