import type { ConfigWarning, EnvironmentId, Snapshot } from '@envscope/contracts/index.js';
import { DiscordSnapshot } from '@envscope/contracts/index.js';
import type { Environment, Environments } from '@envscope/environments/environments.js';
import { placeOf } from '@envscope/integrations/redis/redis.settings.js';
import type { Sections } from '@envscope/settings/sections.js';

type Known = Environment<Pick<Sections, 'discord' | 'redis'>>;

/** One thing that an environment has by a variable and that no other environment should have. */
interface Holding {
  readonly environment: EnvironmentId;
  readonly variable: string;
  readonly key: string;
}

/** One webhook that takes alerts of an environment, and the channel behind it as far as Discord has answered. */
interface Place extends Omit<Holding, 'key'> {
  readonly webhookId: string;
  readonly channelId: string | null;
}

/**
 * Mistakes that let every check pass and still mislead people: alerts of two environments in one channel, one webhook
 * used twice, no channel at all, two environments whose Redis keys cannot be distinguished.
 */
export function configWarnings(
  environments: Environments<Pick<Sections, 'discord' | 'redis'>>,
  discordOf: (environment: EnvironmentId) => Snapshot | null,
): ConfigWarning[] {
  const places = environments.flatMap((environment) => placesOf(environment, discordOf(environment.id)));
  const webhooks = shared(places.map((place) => ({ ...place, key: place.webhookId })));
  const channels = shared(places.flatMap(({ channelId: key, ...place }) => (key ? { ...place, key } : [])));
  const isOneWebhook = (channel: readonly Holding[]) =>
    webhooks.some((webhook) => channel.every(({ environment }) => idsOf(webhook).includes(environment)));
  const silent = environments.filter(
    ({ sections, alerting }) => sections.discord.state === 'missing' && alerting.webhook === null,
  );
  return [
    ...webhooks.map((webhook) => warning('webhook-shared', 'discord', webhook)),
    ...channels
      .filter((channel) => !isOneWebhook(channel))
      .map((channel) => warning('channel-shared', 'discord', channel, { channelId: keyOf(channel) })),
    ...(silent.length > 0 ? [warning('no-webhook', 'discord', silent.map(missingWebhook))] : []),
    ...shared(environments.flatMap(prefixOf)).map((prefix) =>
      warning('key-prefix-shared', 'redis', prefix, { keyPrefix: keyOf(prefix).split(' ')[1] ?? '' }),
    ),
  ];
}

/** An environment's own webhook, and those of its routes that lead elsewhere. */
function placesOf({ id, sections: { discord } }: Known, snapshot: Snapshot | null): Place[] {
  if (discord.state === 'missing') return [];
  const { webhook, routes } = discord.settings;
  const known = DiscordSnapshot.safeParse(snapshot).data;
  const own = { environment: id, variable: variableOf('DISCORD_WEBHOOK_URL', id), webhookId: webhook.id };
  return [
    { ...own, channelId: known?.channelId ?? null },
    ...routes
      .filter((route) => route.webhook.id !== webhook.id)
      .map((route) => ({
        environment: id,
        variable: variableOf('DISCORD_ROUTES', id),
        webhookId: route.webhook.id,
        channelId: known?.routes.find(({ match }) => match === route.match)?.channelId ?? null,
      })),
  ];
}

function prefixOf({ id, sections: { redis } }: Known): Holding[] {
  if (redis.state === 'missing') return [];
  const { host, database, keyPrefix } = placeOf(redis.settings);
  const key = `${host}/${database} ${keyPrefix}`;
  return [{ environment: id, variable: variableOf('REDIS_KEY_PREFIX', id), key }];
}

function missingWebhook({ id }: Known): Holding {
  return { environment: id, variable: variableOf('DISCORD_WEBHOOK_URL', id), key: '' };
}

/** What more than one environment has, each with all who have it. */
function shared<H extends Holding>(holdings: readonly H[]): H[][] {
  return [...Map.groupBy(holdings, ({ key }) => key).values()].filter((group) => idsOf(group).length > 1);
}

function warning(
  code: ConfigWarning['code'],
  service: ConfigWarning['service'],
  holdings: readonly Holding[],
  params: ConfigWarning['params'] = {},
): ConfigWarning {
  const variables = [...new Set(holdings.map(({ variable }) => variable))];
  return { code, service, environments: idsOf(holdings), variables, params };
}

function idsOf(holdings: readonly Holding[]): EnvironmentId[] {
  return [...new Set(holdings.map(({ environment }) => environment))];
}

function keyOf(holdings: readonly Holding[]): string {
  return holdings[0]?.key ?? '';
}

function variableOf(stem: string, id: EnvironmentId): string {
  return `${stem}_${id.toUpperCase()}`;
}
