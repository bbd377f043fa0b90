import type { Incident, IncidentMember } from '@envscope/contracts/index.js';
import { isMember } from './incident-members.js';
import type { IncidentContext, MemberChange, UnhealthyChange } from './member-change.js';

/** A dependent may be checked before its cause: how much earlier than the cause it may begin to fail. */
const EARLY_MS = 60_000;
/** How long after its cause a target may begin to fail and still count as a dependent. */
const WINDOW_MS = 5 * 60_000;

/** The incidents that the target is part of already: one, unless two consoles believed to lead at the same time. */
export function incidentsOf(open: readonly Incident[], found: MemberChange): readonly Incident[] {
  return open.filter(({ members }) => members.some((member) => isMember(member, found)));
}

/** The incident that an unhealthy target joins; null where it opens one of its own. */
export function groupFor(
  open: readonly Incident[],
  found: UnhealthyChange,
  context: IncidentContext,
): { readonly incident: Incident; readonly isDependent: boolean } | null {
  const { service, target } = found;
  const isMuted = context.mutedBy(service, target) !== null;
  // Whatever notifies never hides in a muted incident, and whatever is muted never notifies through another.
  const alike = open.filter((incident) => (incident.mutedBy !== null) === isMuted);
  const cause = alike.find((incident) => isDependentOn(incident, found, context));
  if (cause !== undefined) return { incident: cause, isDependent: true };
  const group = alike.find((incident) => isTogether(incident, found, context));
  return group === undefined ? null : { incident: group, isDependent: false };
}

/** Whether a target fails because of what the incident, open in the same environment, is about. */
function isDependentOn(
  incident: Incident,
  { service, change: { targetState, sinceMs } }: UnhealthyChange,
  { manifests, elapsedSince }: IncidentContext,
): boolean {
  // Why a target is unknown lies between the console and the service.
  if (incident.rule !== null || targetState === 'unknown') return false;
  const { dependsOn } = manifests[service];
  return incident.members
    .filter((member) => isDownItself(member) && dependsOn.some((kind) => kind === member.service))
    .map(({ since }) => elapsedSince(Date.parse(since)) - elapsedSince(sinceMs))
    .some((afterMs) => afterMs >= -EARLY_MS && afterMs <= WINDOW_MS);
}

function isDownItself({ targetState, isDependent }: IncidentMember): boolean {
  return targetState === 'failing' && !isDependent;
}

function isTogether(
  incident: Incident,
  { service, rule }: UnhealthyChange,
  { elapsedSince, groupWindowMs }: IncidentContext,
): boolean {
  if (groupWindowMs === 0 || incident.service !== service || incident.rule?.id !== rule?.id) return false;
  const last = incident.timeline.findLast(
    (entry) => (entry.kind === 'opened' || entry.kind === 'joined') && entry.service === service,
  );
  return elapsedSince(Date.parse(last?.at ?? incident.openedAt)) <= groupWindowMs;
}
