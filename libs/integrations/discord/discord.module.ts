import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { createDiscordClient, DISCORD_CLIENTS, webhookKey } from './discord.client.js';
import { DiscordProbe } from './discord.probe.js';
import type { DiscordSettings } from './discord.settings.js';
import { DiscordTester } from './discord.tester.js';

/** Each environment's Discord channel: whether it can be reached, and the way to post there. */
@Module({
  imports: [HttpModule],
  providers: [
    {
      provide: DISCORD_CLIENTS,
      inject: [ENVIRONMENTS, HttpService],
      useFactory: (environments: Environments<{ discord: DiscordSettings }>, http: HttpService) =>
        PerEnvironment.build('discord', environments, (settings) => createDiscordClient(settings, http), {
          shareBy: webhookKey,
        }),
    },
    DiscordProbe,
    DiscordTester,
  ],
  exports: [DISCORD_CLIENTS, DiscordProbe, DiscordTester],
})
export class DiscordModule {}
