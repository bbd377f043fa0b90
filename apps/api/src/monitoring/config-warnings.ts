import type { ConfigWarning, EnvironmentId, Snapshot } from '@envscope/contracts/index.js';
import type { Environment, Environments } from '@envscope/environments/environments.js';
import type { Sections } from '@envscope/settings/sections.js';

type Known = Environment<Pick<Sections, 'discord' | 'redis'>>;

/**
 * Mistakes that let every check pass and still mislead people: alerts of two environments in one channel, one webhook
 * used twice, no webhook at all, two environments whose Redis keys cannot be told apart.
 */
export function configWarnings(
  environments: Environments<Pick<Sections, 'discord' | 'redis'>>,
  discordOf: (environment: EnvironmentId) => Snapshot | null,
): ConfigWarning[] {
  const configured = environments.filter(({ sections }) => sections.discord.state === 'configured');
  const silent = environments.filter(({ sections }) => sections.discord.state === 'missing');
  const webhooks = groups(configured, ({ sections: { discord } }) =>
    discord.state === 'configured' ? discord.settings.webhook.id : undefined,
  );
  const channels = groups(configured, ({ id }) => textOf(discordOf(id)?.['channelId']));
  const prefixes = groups(environments, ({ sections: { redis } }) =>
    redis.state === 'configured'
      ? `${new URL(redis.settings.url).host} ${redis.settings.keyPrefix}`
      : undefined,
  );
  const isSameWebhook = (ids: EnvironmentId[]) =>
    webhooks.some(([, others]) => ids.every((id) => others.includes(id)));
  return [
    ...webhooks.map(([, ids]) => warning('webhook-shared', 'discord', ids)),
    ...channels
      .filter(([, ids]) => !isSameWebhook(ids))
      .map(([channelId, ids]) => warning('channel-shared', 'discord', ids, { channelId })),
    ...(silent.length > 0
      ? [
          warning(
            'no-webhook',
            'discord',
            silent.map(({ id }) => id),
          ),
        ]
      : []),
    ...prefixes.map(([key, ids]) =>
      warning('key-prefix-shared', 'redis', ids, { keyPrefix: key.split(' ')[1] ?? '' }),
    ),
  ];
}

function warning(
  code: ConfigWarning['code'],
  service: ConfigWarning['service'],
  environments: EnvironmentId[],
  params: ConfigWarning['params'] = {},
): ConfigWarning {
  return { code, service, environments, params };
}

/** Keys that more than one environment has, with those environments. */
function groups(
  environments: readonly Known[],
  keyOf: (environment: Known) => string | undefined,
): [string, EnvironmentId[]][] {
  const byKey = Map.groupBy(environments, keyOf);
  return [...byKey].flatMap(([key, members]) =>
    key !== undefined && members.length > 1
      ? [[key, members.map(({ id }) => id)] as [string, EnvironmentId[]]]
      : [],
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
