import type {
  ChannelKind,
  ConfigWarning,
  EnvironmentId,
  ServiceKind,
  Snapshot,
} from '@envscope/contracts/index.js';
import type { Environment, Environments } from '@envscope/environments/environments.js';
import type { ChannelDefinition } from '@envscope/integrations/kernel/channels/definition.js';
import { placeOf } from '@envscope/integrations/redis/redis.settings.js';
import type { Sections } from '@envscope/settings/sections.js';

type Known = Environment<Pick<Sections, 'redis'>>;

/** One thing that an environment has by a variable and that no other environment should have. */
interface Holding {
  readonly environment: EnvironmentId;
  readonly variable: string;
  readonly key: string;
}

/** The newest snapshot of a service; null where there is none. */
type SnapshotOf = (environment: EnvironmentId, service: ServiceKind) => Snapshot | null;

/**
 * Mistakes that let every check pass and still mislead people: notifications of two environments that arrive at one place, no
 * channel at all, two environments whose Redis keys cannot be kept apart.
 */
export function configWarnings(
  environments: Environments<Pick<Sections, 'redis'>>,
  kinds: readonly ChannelDefinition[],
  snapshotOf: SnapshotOf,
): ConfigWarning[] {
  const silent = environments.filter(({ channels }) => channels.every(({ state }) => state === 'missing'));
  return [
    ...kinds.flatMap((kind) =>
      meetingPlaces(environments, kind, snapshotOf).map((group) =>
        warning('channel-shared', { channel: kind.kind }, group),
      ),
    ),
    ...(silent.length > 0 ? [warning('no-channel', {}, silent.flatMap(missingChannel))] : []),
    ...shared(environments.flatMap(prefixOf)).map((prefix) =>
      warning('key-prefix-shared', { service: 'redis' }, prefix, {
        keyPrefix: prefix[0]?.key.split(' ')[1] ?? '',
      }),
    ),
  ];
}

/** Where notifications of several environments arrive, each group of environments once. */
function meetingPlaces(
  environments: Environments,
  definition: ChannelDefinition,
  snapshotOf: SnapshotOf,
): Holding[][] {
  const { kind, service } = definition;
  const holdings = environments.flatMap(({ id, channels }) => {
    const section = channels.find((channel) => channel.kind === kind);
    if (section?.state !== 'configured') return [];
    const snapshot = service === null ? null : snapshotOf(id, service);
    return definition.destinationsOf(section.settings, snapshot).map(({ variable, key }) => ({
      environment: id,
      variable: variableOf(variable, id),
      key,
    }));
  });
  const groups = shared(holdings);
  return groups.filter(
    (group, index) =>
      !groups.slice(0, index).some((earlier) => idsOf(group).every((id) => idsOf(earlier).includes(id))),
  );
}

function prefixOf({ id, sections: { redis } }: Known): Holding[] {
  if (redis.state === 'missing') return [];
  const { host, database, keyPrefix } = placeOf(redis.settings);
  const key = `${host}/${database} ${keyPrefix}`;
  return [{ environment: id, variable: variableOf('REDIS_KEY_PREFIX', id), key }];
}

/** What gives an environment its first kind of channel; its page names the others. */
function missingChannel({ id, channels }: Known): Holding[] {
  const [first] = channels;
  const variables = first?.state === 'missing' ? first.variables : [];
  return variables.map((variable) => ({ environment: id, variable, key: '' }));
}

/** What more than one environment has, each with all who have it. */
function shared<H extends Holding>(holdings: readonly H[]): H[][] {
  return [...Map.groupBy(holdings, ({ key }) => key).values()].filter((group) => idsOf(group).length > 1);
}

function warning(
  code: ConfigWarning['code'],
  about: { readonly service?: ServiceKind; readonly channel?: ChannelKind },
  holdings: readonly Holding[],
  params: ConfigWarning['params'] = {},
): ConfigWarning {
  const variables = [...new Set(holdings.map(({ variable }) => variable))];
  const { service = null, channel = null } = about;
  return { code, service, channel, environments: idsOf(holdings), variables, params };
}

function idsOf(holdings: readonly Holding[]): EnvironmentId[] {
  return [...new Set(holdings.map(({ environment }) => environment))];
}

function variableOf(stem: string, id: EnvironmentId): string {
  return `${stem}_${id.toUpperCase()}`;
}
