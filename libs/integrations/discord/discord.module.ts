import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { DISCORD_CHANNELS, discordChannelsOf } from './discord.channels.js';
import { createDiscordClient } from './discord.client.js';
import { DiscordProbe } from './discord.probe.js';
import type { DiscordSettings } from './discord.settings.js';
import { buildWebhooks, DISCORD_WEBHOOKS } from './discord.webhooks.js';

/** Each environment's Discord channels: whether they can be reached, and the way to post there. */
@Module({
  imports: [HttpModule],
  providers: [
    {
      provide: DISCORD_WEBHOOKS,
      inject: [ENVIRONMENTS, HttpService],
      useFactory: (environments: Environments<{ discord: DiscordSettings }>, http: HttpService) =>
        buildWebhooks(environments, (webhook) => createDiscordClient(webhook, http)),
    },
    { provide: DISCORD_CHANNELS, inject: [ENVIRONMENTS, DISCORD_WEBHOOKS], useFactory: discordChannelsOf },
    DiscordProbe,
  ],
  exports: [DISCORD_CHANNELS, DiscordProbe],
})
export class DiscordModule {}
