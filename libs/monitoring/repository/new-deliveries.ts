import { CONSOLE_SCOPE, type Delivery, type DeliveryKind, type Incident } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import type { IncidentChange } from '@envscope/store/incident-store.js';
import { channelsFor } from '../deliveries/routing.js';
import type { IncidentOutcome } from '../incidents/incident-outcome.js';

/**
 * The incident with the channels that it notifies from now on, and the deliveries of its outcome. `channels` are those that
 * its route names now; a channel that was notified before goes on being notified, wherever the route leads since.
 */
export function deliveriesFor(
  { incident, notify }: IncidentOutcome,
  channels: readonly string[],
  nowMs: number,
  newId: () => string,
): IncidentChange {
  if (notify.length === 0) return { incident, deliveries: [] };
  // What is over opens nowhere any more, unless that is when it is said first.
  const isToOpen = incident.resolvedAt === null || notify.includes('opened');
  const added = isToOpen ? channels.filter((id) => !incident.channels.includes(id)) : [];
  const deliveryTo = (channel: string, kind: DeliveryKind) =>
    deliveryOf(newId(), incident, channel, kind, new Date(nowMs).toISOString());
  return {
    incident: { ...incident, channels: [...incident.channels, ...added] },
    deliveries: [
      ...incident.channels.flatMap((channel) => notify.map((kind) => deliveryTo(channel, kind))),
      ...added.map((channel) => deliveryTo(channel, 'opened')),
    ],
  };
}

/** Turns outcomes into their deliveries, to the channels that the routes of `channels` name. */
export function routedDeliveries(
  channels: readonly Channel[],
  newId: () => string,
): (outcome: IncidentOutcome) => IncidentChange {
  return (outcome) => {
    const routed = channelsFor(channels, outcome.incident).map(({ id }) => id);
    return deliveriesFor(outcome, routed, Date.now(), newId);
  };
}

function deliveryOf(
  id: string,
  { id: incidentId, environment }: Incident,
  channel: string,
  kind: DeliveryKind,
  at: string,
): Delivery {
  return {
    id,
    incidentId,
    // The console's own incident goes to channels of several environments, whose ids begin with theirs.
    environment: environment === CONSOLE_SCOPE ? (channel.split('.')[0] ?? '') : environment,
    channel,
    kind,
    state: 'queued',
    createdAt: at,
    queuedAt: at,
    settledAt: null,
    attempts: [],
    attemptCount: 0,
    isPossiblyRepeated: false,
    messageId: null,
    digestSize: 1,
    deathCause: null,
    claim: null,
  };
}
