import type { ChannelRoute, EnvironmentId } from '@envscope/contracts/index.js';
import type { AlertWebhook, Environments } from '@envscope/environments/environments.js';
import type {
  Channel,
  ChannelLanguage,
  ChannelMessage,
  Receipt,
} from '@envscope/integrations/kernel/channel.js';
import { exchangeOnce, openSinglePool } from '@envscope/integrations/kernel/http/single-exchange.js';
import { trusting, type Network, type Pool } from '@envscope/integrations/network/network.js';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { refusalOf } from './webhook.refusal.js';
import { plainText, WEBHOOK_ROOM } from './webhook.text.js';

const USER_AGENT = 'Envscope/0.1.0';

/**
 * Tells incidents to a program: a POST of JSON, `{ id, sentAt, environment, events, text }`. `X-Envscope-Signature` is `v1=` and
 * the HMAC-SHA256, in hex, of `<X-Envscope-Timestamp>.<body>` under the shared secret; the timestamp is in epoch seconds.
 * `X-Envscope-Delivery` is the body's `id`: the same whenever the same is told again, so that the receiver can drop repeats.
 */
export class WebhookChannel implements Channel {
  readonly kind = 'webhook';
  readonly id: string;
  readonly label: string;
  readonly route: ChannelRoute = { severities: null, services: null };
  readonly room = WEBHOOK_ROOM;

  constructor(
    readonly environment: EnvironmentId,
    readonly language: ChannelLanguage,
    private readonly webhook: AlertWebhook,
    private readonly pool: Pool,
    private readonly now: () => number = Date.now,
  ) {
    this.id = `${environment}.webhook`;
    this.label = new URL(webhook.url).host;
  }

  get queue(): string {
    return `webhook:${this.environment}`;
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
      ...signature(body, this.webhook.secret, sentAtMs),
    };
    const answer = await exchangeOnce(
      this.pool,
      { method: 'POST', url: this.webhook.url, headers, body },
      signal,
    );
    // What a receiver says beside its status is not needed, so that an answer cut short will do.
    if (answer.status >= 200 && answer.status < 300) return { messageId: id, pauseMs: 0 };
    throw refusalOf(answer, this.now());
  }
}

/** A channel for each environment that settings give a webhook. */
export function webhookChannelsOf(environments: Environments, network: Network): WebhookChannel[] {
  return environments.flatMap(({ id, alerting: { language, webhook } }) =>
    webhook === null
      ? []
      : [new WebhookChannel(id, language, webhook, openSinglePool(network, trusting(webhook.ca)))],
  );
}

function signature(body: string, secret: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-envscope-timestamp': timestamp, 'x-envscope-signature': `v1=${digest}` };
}

/** A UUID by what is told: an incident opens and is resolved once, and of its other events each version is one. */
function deliveryIdOf({ events }: ChannelMessage): string {
  if (events.length === 0) return randomUUID();
  const told = events.map(({ kind, incident: { id, version } }) =>
    kind === 'opened' || kind === 'resolved' ? `${id} ${kind}` : `${id} ${kind} ${version}`,
  );
  const hex = createHash('sha256').update(told.join('\n')).digest('hex');
  // Version 8 of RFC 9562: made of whatever the application likes.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
