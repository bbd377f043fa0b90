import type { ChannelKind, LocalizedName, ServiceKind, Snapshot } from '@envscope/contracts/index.js';
import type { Environments } from '@envscope/environments/environments.js';
import type { SettingsSection } from '@envscope/environments/settings-section.js';
import type { HttpByTrust } from '@envscope/integrations/network/network.http.js';
import type { Network } from '@envscope/integrations/network/network.js';
import type { Channel } from './channel.js';
import type { ChannelProfile } from './profile.js';
import { routeOf, type RouteMatch } from './routes.js';

/** A kind of channel as one environment configures it. */
export interface ConfiguredChannel<S> {
  readonly settings: S;
  /** The profile of one of its channels; without a match of the one that takes what no route takes. */
  readonly profileOf: (label: string | null, match?: RouteMatch) => ChannelProfile;
}

/** Where messages of one environment arrive. */
export interface Destination {
  /** The variable that names it, without the environment's key: `DISCORD_ROUTES`. */
  readonly variable: string;
  /** The same wherever messages arrive at one place. It may hold a secret, and leaves the process nowhere. */
  readonly key: string;
}

/** What a channel is opened with. */
export interface ChannelTools {
  readonly network: Network;
  readonly http: HttpByTrust;
}

/** What the console knows of a kind of channel. */
export interface ChannelDefinition<S = unknown> {
  readonly kind: ChannelKind;
  /** What people call it. */
  readonly name: LocalizedName;
  readonly section: SettingsSection<S>;
  /** The service that has the same settings, whose checks learn more of where messages arrive; null where there is none. */
  readonly service: ServiceKind | null;
  /** Where messages arrive, by the settings and the service's newest snapshot. */
  destinationsOf(settings: S, snapshot: Snapshot | null): readonly Destination[];
  /** Opens the channels of all environments that configure the kind, an environment's own before those of its routes. */
  open(configured: readonly ConfiguredChannel<S>[], tools: ChannelTools): readonly Channel[];
}

/** Token of all kinds of channels: `readonly ChannelDefinition[]`. */
export const CHANNEL_DEFINITIONS = Symbol('CHANNEL_DEFINITIONS');

/** Token of all channels as their kinds opened them, for services that use a channel's client: `readonly Channel[]`. */
export const OPEN_CHANNELS = Symbol('OPEN_CHANNELS');

/** Every channel that settings configure, kind by kind. */
export function openChannels(
  definitions: readonly ChannelDefinition[],
  environments: Environments,
  tools: ChannelTools,
): readonly Channel[] {
  return definitions.flatMap((definition) =>
    definition.open(configuredOf(definition.kind, environments), tools),
  );
}

function configuredOf(kind: ChannelKind, environments: Environments): ConfiguredChannel<unknown>[] {
  return environments.flatMap(({ id, alerting: { language }, channels }) => {
    const section = channels.find((channel) => channel.kind === kind);
    if (section?.state !== 'configured') return [];
    const profileOf = (label: string | null, match?: RouteMatch): ChannelProfile => ({
      id: [id, kind, ...(match === undefined ? [] : [match])].join('.'),
      environment: id,
      kind,
      label,
      language,
      route: routeOf(match),
    });
    return { settings: section.settings, profileOf };
  });
}
