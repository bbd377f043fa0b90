import { DiscordSnapshot } from '@envscope/contracts/index.js';
import type { Channel, ChannelMessage, Receipt } from '@envscope/integrations/kernel/channels/channel.js';
import type { ChannelDefinition } from '@envscope/integrations/kernel/channels/definition.js';
import { ProfiledChannel, type ChannelProfile } from '@envscope/integrations/kernel/channels/profile.js';
import {
  createDiscordClient,
  webhookKey,
  type DiscordClient,
  type TrustedWebhook,
} from './client/discord.client.js';
import { discordSection, type DiscordSettings, type MentionRoles } from './discord.settings.js';
import { DISCORD_ROOM, toDiscordMessage } from './message/discord.rendering.js';

/** Notifies one Discord channel, or one of its threads. */
export class DiscordChannel extends ProfiledChannel implements Channel {
  readonly room = DISCORD_ROOM;

  constructor(
    profile: ChannelProfile,
    /** Discord's checks use it, too. */
    readonly client: DiscordClient,
    private readonly mentionRoles: MentionRoles = {},
  ) {
    super(profile);
  }

  /** Threads share the limits of their webhook. */
  get queue(): string {
    return `${this.kind}:${this.client.webhookId}`;
  }

  post(message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.client.send(toDiscordMessage(message, this.mentionRoles), signal);
  }

  edit(messageId: string, message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.client.edit(messageId, toDiscordMessage(message, this.mentionRoles), signal);
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.client.check(signal);
  }
}

/** Discord, as a channel. */
export const discordChannel = {
  kind: 'discord',
  name: { en: 'Discord', ko: 'Discord' },
  section: discordSection,
  service: 'discord',
  destinationsOf: ({ webhook, routes }, snapshot) => {
    const known = DiscordSnapshot.safeParse(snapshot).data;
    const own = destinations('DISCORD_WEBHOOK_URL', webhook.id, known?.channelId);
    const elsewhere = routes.filter((route) => route.webhook.id !== webhook.id);
    return [
      ...own,
      ...elsewhere.flatMap((route) => {
        const channel = known?.routes.find(({ match }) => match === route.match)?.channelId;
        return destinations('DISCORD_ROUTES', route.webhook.id, channel);
      }),
    ];
  },
  open: (configured, { network, http }) => {
    const clients = new Map<string, DiscordClient>();
    // Wherever settings name a webhook twice, it is one client.
    const clientOf = (webhook: TrustedWebhook): DiscordClient => {
      const key = webhookKey(webhook);
      const client = clients.get(key) ?? createDiscordClient(webhook, http(webhook.ca), network);
      clients.set(key, client);
      return client;
    };
    return configured.flatMap(({ settings, profileOf }) => {
      const { webhook, channelLabel, routes, mentionRoles, ca } = settings;
      return [
        new DiscordChannel(profileOf(channelLabel), clientOf({ webhook, ca }), mentionRoles),
        ...routes.map((route) => {
          const profile = profileOf(route.channelLabel, route.match);
          return new DiscordChannel(profile, clientOf({ webhook: route.webhook, ca }), mentionRoles);
        }),
      ];
    });
  },
} as const satisfies ChannelDefinition<DiscordSettings>;

/** The webhook, and the channel behind it once Discord has named it. */
function destinations(variable: string, webhookId: string, channelId: string | null | undefined) {
  return [
    { variable, key: `webhook ${webhookId}` },
    ...(channelId ? [{ variable, key: `channel ${channelId}` }] : []),
  ];
}
