import type { Incident } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';

/**
 * The channels that an incident notifies: of each kind of channel the one of its environment that says most about it, a route for its
 * service before one for its severity before the one without a route.
 */
export function channelsFor<C extends Pick<Channel, 'environment' | 'kind' | 'route'>>(
  channels: readonly C[],
  incident: Pick<Incident, 'environment' | 'service' | 'severity'>,
): C[] {
  const taking = channels.filter(
    ({ environment, route: { services, severities } }) =>
      environment === incident.environment &&
      (services?.includes(incident.service) ?? true) &&
      (severities?.includes(incident.severity) ?? true),
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
