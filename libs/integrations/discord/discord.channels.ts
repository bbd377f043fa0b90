import type { Environments } from '@envscope/environments/environments.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { DiscordChannel } from './discord.channel.js';
import { routeOf } from './discord.routes.js';
import type { DiscordSettings } from './discord.settings.js';
import type { EnvironmentWebhooks } from './discord.webhooks.js';

/** Token of all Discord channels: `readonly DiscordChannel[]`. */
export const DISCORD_CHANNELS = Symbol('DISCORD_CHANNELS');

/** Every environment's own channel, `prod.discord`, and those of its routes, `prod.discord.critical`. */
export function discordChannelsOf(
  environments: Environments<{ discord: DiscordSettings }>,
  webhooks: PerEnvironment<EnvironmentWebhooks>,
): DiscordChannel[] {
  return environments.flatMap(({ id, alerting, sections: { discord } }) => {
    if (discord.state === 'missing') return [];
    const { own, routes } = webhooks.for(id);
    const { mentionRoles } = discord.settings;
    const common = { environment: id, language: alerting.language, mentionRoles };
    const everything = { severities: null, services: null };
    return [
      new DiscordChannel(own, { ...common, id: `${id}.discord`, route: everything }),
      ...routes.map(
        ({ match, client }) =>
          new DiscordChannel(client, { ...common, id: `${id}.discord.${match}`, route: routeOf(match) }),
      ),
    ];
  });
}
