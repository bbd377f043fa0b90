import type { ChannelRoute, EnvironmentId } from '@envscope/contracts/index.js';
import type {
  Channel,
  ChannelLanguage,
  ChannelMessage,
  Receipt,
} from '@envscope/integrations/kernel/channel.js';
import type { DiscordClient } from './discord.client.js';
import { DISCORD_ROOM, toDiscordMessage } from './discord.rendering.js';
import type { MentionRoles } from './discord.routes.js';

/** What settings say of one Discord channel. */
export interface DiscordChannelOptions {
  readonly id: string;
  readonly environment: EnvironmentId;
  readonly language: ChannelLanguage;
  readonly route: ChannelRoute;
  readonly mentionRoles: MentionRoles;
}

/** Tells incidents in one Discord channel, or in one of its threads. */
export class DiscordChannel implements Channel {
  readonly kind = 'discord';
  readonly id: string;
  readonly environment: EnvironmentId;
  readonly language: ChannelLanguage;
  readonly route: ChannelRoute;
  readonly room = DISCORD_ROOM;

  constructor(
    private readonly client: DiscordClient,
    private readonly options: DiscordChannelOptions,
  ) {
    ({ id: this.id, environment: this.environment, language: this.language, route: this.route } = options);
  }

  /** Threads share the limits of their webhook. */
  get queue(): string {
    return `discord:${this.client.webhookId}`;
  }

  get label(): string | null {
    return this.client.channelLabel;
  }

  post(message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.client.send(toDiscordMessage(message, this.options.mentionRoles), signal);
  }

  edit(messageId: string, message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.client.edit(messageId, toDiscordMessage(message, this.options.mentionRoles), signal);
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.client.check(signal);
  }
}
