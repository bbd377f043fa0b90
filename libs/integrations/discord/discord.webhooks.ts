import type { Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { webhookKey, type DiscordClient, type LabelledWebhook } from './discord.client.js';
import type { DiscordRoute, DiscordSettings } from './discord.settings.js';

/** Every webhook that takes alerts of one environment. */
export interface EnvironmentWebhooks {
  readonly own: DiscordClient;
  readonly routes: readonly { readonly match: DiscordRoute['match']; readonly client: DiscordClient }[];
}

/** Token of the `PerEnvironment<EnvironmentWebhooks>`. */
export const DISCORD_WEBHOOKS = Symbol('DISCORD_WEBHOOKS');

/** The webhooks of each environment; wherever settings name one twice, it is one client. */
export function buildWebhooks(
  environments: Environments<{ discord: DiscordSettings }>,
  create: (webhook: LabelledWebhook) => DiscordClient,
): PerEnvironment<EnvironmentWebhooks> {
  const clients = new Map<string, DiscordClient>();
  const clientOf = (webhook: LabelledWebhook): DiscordClient => {
    const key = webhookKey(webhook);
    const client = clients.get(key) ?? create(webhook);
    clients.set(key, client);
    return client;
  };
  return PerEnvironment.build('discord', environments, (settings) => ({
    own: clientOf(settings),
    routes: settings.routes.map((route) => ({
      match: route.match,
      client: clientOf({ ...route, ca: settings.ca }),
    })),
  }));
}

/** One client of each webhook, the environment's own first: threads of one webhook are one. */
export function distinctClients({ own, routes }: EnvironmentWebhooks): DiscordClient[] {
  const clients = [own, ...routes.map(({ client }) => client)];
  return [...new Map(clients.toReversed().map((client) => [client.webhookId, client])).values()].toReversed();
}
