import { discordChannel } from './discord/discord.channel.js';
import type { ChannelDefinition } from './kernel/channels/definition.js';
import { ntfyChannel } from './ntfy/ntfy.channel.js';
import { webhookChannel } from './webhook/webhook.channel.js';

/** Every kind of channel, in the order in which pages show them. A new channel adds its line here, and nothing elsewhere. */
export const CHANNEL_KINDS: readonly ChannelDefinition[] = [discordChannel, ntfyChannel, webhookChannel];
