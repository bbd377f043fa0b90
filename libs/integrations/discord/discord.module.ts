import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { OPEN_CHANNELS } from '@envscope/integrations/kernel/channels/definition.js';
import { Module } from '@nestjs/common';
import { DiscordProbe } from './probe/discord.probe.js';
import { DISCORD_WEBHOOKS, webhooksOf } from './probe/discord.webhooks.js';

/** Each environment's Discord as a service: whether its channels' webhooks can be reached. */
@Module({
  providers: [
    { provide: DISCORD_WEBHOOKS, inject: [ENVIRONMENTS, OPEN_CHANNELS], useFactory: webhooksOf },
    DiscordProbe,
  ],
  exports: [DiscordProbe],
})
export class DiscordModule {}
