import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { Network } from '@envscope/integrations/network/network.js';
import { HTTP_BY_TRUST, type HttpByTrust } from '@envscope/integrations/network/network.http.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { DISCORD_CHANNELS, discordChannelsOf } from './discord.channels.js';
import { createDiscordClient } from './discord.client.js';
import { DiscordProbe } from './discord.probe.js';
import type { DiscordSettings } from './discord.settings.js';
import { buildWebhooks, DISCORD_WEBHOOKS } from './discord.webhooks.js';

/** Each environment's Discord channels: whether they can be reached, and the way to post there. */
@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: DISCORD_WEBHOOKS,
      inject: [ENVIRONMENTS, HTTP_BY_TRUST, Network],
      useFactory: (
        environments: Environments<{ discord: DiscordSettings }>,
        http: HttpByTrust,
        network: Network,
      ) => buildWebhooks(environments, (webhook) => createDiscordClient(webhook, http(webhook.ca), network)),
    },
    { provide: DISCORD_CHANNELS, inject: [ENVIRONMENTS, DISCORD_WEBHOOKS], useFactory: discordChannelsOf },
    DiscordProbe,
  ],
  exports: [DISCORD_CHANNELS, DiscordProbe],
})
export class DiscordModule {}
