import { CONSOLE_SCOPE, type EnvironmentId, type Incident } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';

type Routed = Pick<Incident, 'environment' | 'service' | 'severity' | 'members'>;

/**
 * The channels that an incident notifies: of each kind of channel the one of its environment that says most about it, a route for its
 * service before one for its severity before the one without a route. An incident of the console notifies each environment that is
 * concerned.
 */
export function channelsFor<C extends Pick<Channel, 'environment' | 'kind' | 'route'>>(
  channels: readonly C[],
  incident: Routed,
): C[] {
  const { environment, members } = incident;
  if (environment !== CONSOLE_SCOPE) return channelsOf(channels, environment, incident);
  return members.flatMap(({ target }) => channelsOf(channels, target, incident));
}

function channelsOf<C extends Pick<Channel, 'environment' | 'kind' | 'route'>>(
  channels: readonly C[],
  environment: EnvironmentId,
  { service, severity }: Routed,
): C[] {
  const taking = channels.filter(
    ({ environment: own, route: { services, severities } }) =>
      own === environment &&
      (services?.some((kind) => kind === service) ?? true) &&
      (severities?.includes(severity) ?? true),
  );
  const byKind = Map.groupBy(taking, ({ kind }) => kind);
  return [...byKind.values()].flatMap((ofKind) => ofKind.toSorted(bySpecificity).slice(0, 1));
}

function bySpecificity(a: Pick<Channel, 'route'>, b: Pick<Channel, 'route'>): number {
  return specificity(b) - specificity(a);
}

function specificity({ route }: Pick<Channel, 'route'>): number {
  return (route.services === null ? 0 : 2) + (route.severities === null ? 0 : 1);
}
