import type { Channel, ChannelMessage, Receipt } from '@envscope/integrations/kernel/channels/channel.js';
import type { ChannelDefinition } from '@envscope/integrations/kernel/channels/definition.js';
import { deliveryIdOf } from '@envscope/integrations/kernel/channels/delivery-id.js';
import { exchangeJson } from '@envscope/integrations/kernel/channels/json-exchange.js';
import { ProfiledChannel, type ChannelProfile } from '@envscope/integrations/kernel/channels/profile.js';
import { openSinglePool } from '@envscope/integrations/kernel/http/single-exchange.js';
import { trusting, type Pool } from '@envscope/integrations/network/network.js';
import * as z from 'zod';
import { NTFY_ROOM, toPublication } from './ntfy.message.js';
import { refusalOf } from './ntfy.refusal.js';
import { ntfySection, type NtfySettings, type TopicSettings } from './ntfy.settings.js';

const USER_AGENT = 'Envscope/0.1.0';

const Published = z.object({
  id: z.string(),
  event: z.literal('message'),
  sequence_id: z.string().optional(),
});

/**
 * Notifies whoever follows a topic of ntfy: `docs/ntfy.md`. It cannot be checked without posting, since ntfy does not say
 * whether a token may write.
 */
export class NtfyChannel extends ProfiledChannel implements Channel {
  readonly room = NTFY_ROOM;

  constructor(
    profile: ChannelProfile,
    private readonly settings: TopicSettings,
    private readonly pool: Pool,
    private readonly now: () => number = Date.now,
  ) {
    super(profile);
  }

  /** A server limits whoever calls, not a topic. */
  get queue(): string {
    return `${this.kind}:${serverOf(this.settings)}`;
  }

  /** What is posted again after a lost answer replaces itself, since its id follows from what it reports. */
  post(message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.publish(message, { sequenceId: deliveryIdOf(message), isUpdate: false }, signal);
  }

  edit(messageId: string, message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.publish(message, { sequenceId: messageId, isUpdate: true }, signal);
  }

  private async publish(
    message: ChannelMessage,
    sequence: { readonly sequenceId: string; readonly isUpdate: boolean },
    signal: AbortSignal,
  ): Promise<Receipt> {
    const { address, token } = this.settings;
    const { data } = await exchangeJson(
      {
        method: 'POST',
        url: address.serverUrl,
        headers: {
          'user-agent': USER_AGENT,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: toPublication(message, { ...sequence, topic: address.topic, environment: this.environment }),
        schema: Published,
        pool: this.pool,
        signal,
      },
      (answer) => refusalOf(answer, this.now()),
    );
    // A server from before 2.16 knows no updates, and shows it only by this.
    const canUpdate = data?.sequence_id === sequence.sequenceId;
    return { messageId: canUpdate ? sequence.sequenceId : null, pauseMs: 0 };
  }
}

/** ntfy, as the console knows it. */
export const ntfyChannel = {
  kind: 'ntfy',
  name: { en: 'ntfy', ko: 'ntfy' },
  section: ntfySection,
  service: null,
  destinationsOf: ({ address, routes }) => [
    { variable: 'NTFY_URL', key: keyOf(address) },
    ...routes.map((route) => ({ variable: 'NTFY_ROUTES', key: keyOf(route.address) })),
  ],
  open: (configured, { network }) =>
    configured.flatMap(({ settings, profileOf }) => {
      const pool = openSinglePool(network, trusting(settings.ca));
      return [
        new NtfyChannel(profileOf(serverOf(settings)), settings, pool),
        ...settings.routes.map(
          (route) => new NtfyChannel(profileOf(serverOf(route), route.match), route, pool),
        ),
      ];
    }),
} as const satisfies ChannelDefinition<NtfySettings>;

function serverOf({ address }: TopicSettings): string {
  return new URL(address.serverUrl).host;
}

function keyOf({ serverUrl, topic }: TopicSettings['address']): string {
  return `${serverUrl}/${topic}`;
}
