import type { Incident, IncidentSubject, TargetId } from '@envscope/contracts/index.js';
import { advance, outcomeOf, type IncidentOutcome } from './incident-outcome.js';

/** Id of the maintenance or silence that mutes a target now; null where none does. */
export type MutedBy = (service: IncidentSubject, target: TargetId) => string | null;

/**
 * Id of what mutes the whole incident now: each of its unhealthy members is muted. One that is not muted has to be
 * notified.
 */
export function muteOver({ members }: Incident, mutedBy: MutedBy): string | null {
  const mutes = members
    .filter(({ targetState }) => targetState !== 'healthy')
    .map(({ service, target }) => mutedBy(service, target));
  return mutes.includes(null) ? null : (mutes[0] ?? null);
}

/** The incident goes on without notifications. Channels are not notified that it is muted either. */
export function mute(incident: Incident, muteId: string, atMs: number): IncidentOutcome {
  const entry = { kind: 'muted', at: new Date(atMs).toISOString(), muteId } as const;
  return outcomeOf(advance(incident, atMs, [entry], { mutedBy: muteId }));
}

/** The mute is over: notifies of an incident that no channel knows, and of one that changed meanwhile. */
export function unmute(incident: Incident, atMs: number): IncidentOutcome {
  const entry = { kind: 'unmuted', at: new Date(atMs).toISOString() } as const;
  const outcome = outcomeOf(advance(incident, atMs, [entry], { mutedBy: null }));
  const isNews = incident.channels.length === 0 || hasChangedSinceMuted(incident);
  return isNews ? outcome : { ...outcome, notify: [] };
}

/** True as well where the timeline has left out when it was muted: much has happened since then. */
function hasChangedSinceMuted({ timeline }: Incident): boolean {
  const spoken = timeline.slice(timeline.findLastIndex(({ kind }) => kind === 'unmuted') + 1);
  const muted = spoken.findIndex(({ kind }) => kind === 'muted');
  return muted === -1 || spoken.slice(muted).some(({ kind }) => kind !== 'muted');
}
