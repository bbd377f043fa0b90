import type { Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import type { RouteMatch } from '@envscope/integrations/kernel/channels/routes.js';
import type { DiscordClient } from '../client/discord.client.js';
import { DiscordChannel } from '../discord.channel.js';
import type { DiscordSettings } from '../discord.settings.js';

/** Every webhook that takes alerts of one environment: those of its channels. */
export interface EnvironmentWebhooks {
  readonly own: DiscordClient;
  /** What people call the channel of the own one. */
  readonly ownLabel: string | null;
  readonly routes: readonly { readonly match: RouteMatch; readonly client: DiscordClient }[];
}

/** Token of the `PerEnvironment<EnvironmentWebhooks>`. */
export const DISCORD_WEBHOOKS = Symbol('DISCORD_WEBHOOKS');

/** The webhooks of each environment, found in all open channels. */
export function webhooksOf(
  environments: Environments<{ discord: DiscordSettings }>,
  channels: readonly Channel[],
): PerEnvironment<EnvironmentWebhooks> {
  const ofDiscord = channels.filter((channel) => channel instanceof DiscordChannel);
  return PerEnvironment.build('discord', environments, (_settings, { id }): EnvironmentWebhooks => {
    const [own, ...routes] = ofDiscord.filter(({ environment }) => environment === id);
    if (!own) throw new Error(`Discord is configured in ${id}, and has no channel there`);
    return {
      own: own.client,
      ownLabel: own.label,
      routes: routes.flatMap(({ client, route: { severities, services } }) =>
        [...(severities ?? []), ...(services ?? [])].map((match) => ({ match, client })),
      ),
    };
  });
}

/** One client of each webhook, the environment's own first: threads of one webhook are one. */
export function distinctClients({ own, routes }: EnvironmentWebhooks): DiscordClient[] {
  const clients = [own, ...routes.map(({ client }) => client)];
  return [...new Map(clients.toReversed().map((client) => [client.webhookId, client])).values()].toReversed();
}
