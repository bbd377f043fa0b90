import type { Incident } from '@envscope/contracts/index.js';
import { isConsequenceOf } from './dependencies.js';
import { isMember } from './incident-members.js';
import type { IncidentContext, MemberChange, TroubleChange } from './member-change.js';

/** The incidents that the target is part of already: one, unless two consoles believed to lead at the same time. */
export function memberPlaces(open: readonly Incident[], found: MemberChange): readonly Incident[] {
  return open.filter(({ members }) => members.some((member) => isMember(member, found)));
}

/** The incident that a target's trouble belongs to; null where it is one of its own. */
export function troublePlace(
  open: readonly Incident[],
  found: TroubleChange,
  context: IncidentContext,
): { readonly incident: Incident; readonly isConsequence: boolean } | null {
  const { service, target, change } = found;
  const isMuted = context.mutedBy(service, target) !== null;
  // What is to be told never hides in an incident that is muted, nor does what is muted speak through another.
  const alike = open.filter((incident) => (incident.mutedBy !== null) === isMuted);
  const cause = alike.find((incident) => isConsequenceOf(incident, service, change));
  if (cause !== undefined) return { incident: cause, isConsequence: true };
  const group = alike.find((incident) => isTogether(incident, found, context));
  return group === undefined ? null : { incident: group, isConsequence: false };
}

function isTogether(
  incident: Incident,
  { service, rule }: TroubleChange,
  { elapsedSince, groupWindowMs }: IncidentContext,
): boolean {
  if (groupWindowMs === 0 || incident.service !== service || incident.rule?.id !== rule?.id) return false;
  const last = incident.timeline.findLast(
    (entry) => (entry.kind === 'opened' || entry.kind === 'joined') && entry.service === service,
  );
  return elapsedSince(Date.parse(last?.at ?? incident.openedAt)) <= groupWindowMs;
}
