import {
  worstStateOf,
  type Incident,
  type IncidentMember,
  type Resolution,
  type TimelineEntry,
} from '@envscope/contracts/index.js';
import { advance } from './incident-outcome.js';
import { isUnhealthy, type IncidentContext, type MemberChange } from './member-change.js';
import { flappingEntries, escalation, reasonOf } from './incident-opening.js';

// Each of these answers the incident with what happened at its timeline's end, of the version that it had; `concluded`
// makes one step of all that happened at once.

/** Whether the change is the member's: a target is one for its checks, and one for each rule. */
export function isMember({ service, target, ruleId }: IncidentMember, found: MemberChange): boolean {
  return service === found.service && target === found.target && ruleId === (found.rule?.id ?? null);
}

/** A member's own change; the same incident where it changes nothing. */
export function updated(incident: Incident, found: MemberChange, context: IncidentContext): Incident {
  const at = new Date(context.nowMs).toISOString();
  const index = incident.members.findIndex((member) => isMember(member, found));
  const member = incident.members[index];
  if (member === undefined) return incident;
  const { service, target, label } = found;
  const { flapping } = found.change;
  const hasTurned = flapping !== null && member.isFlapping !== (flapping === 'began');
  const happened: TimelineEntry[] = hasTurned ? flappingEntries(found, at) : [];
  if (found.change.targetState !== member.targetState) {
    const who = { at, service, target, label };
    happened.push(
      isUnhealthy(found)
        ? {
            kind: 'changed',
            ...who,
            from: member.targetState,
            targetState: found.change.targetState,
            reason: reasonOf(found),
          }
        : { kind: 'member-recovered', ...who, how: found.change.how ?? 'recovered' },
    );
  }
  if (happened.length === 0) return incident;
  return {
    ...incident,
    ...(isUnhealthy(found) ? escalation(incident, found, context) : {}),
    members: incident.members.with(index, memberAfter(member, found, at)),
    timeline: [...incident.timeline, ...happened],
  };
}

/** One version later, with all that follows from its members: it is resolved when all of them are healthy. */
export function concluded(before: Incident | undefined, incident: Incident, nowMs: number): Incident {
  const targetState = worstStateOf(incident.members.map((member) => member.targetState));
  const isFlapping = incident.members.some((member) => member.isFlapping);
  if (targetState !== 'healthy') return advance(incident, nowMs, [], { targetState, isFlapping });
  const at = new Date(nowMs).toISOString();
  const how = resolutionOf(incident.timeline.slice(before?.timeline.length ?? 0));
  return advance(incident, nowMs, [{ kind: 'resolved', at, how, by: null, note: '' }], {
    targetState,
    isFlapping,
    resolvedAt: at,
    resolution: how,
  });
}

function memberAfter(member: IncidentMember, { label, change }: MemberChange, at: string): IncidentMember {
  const { targetState, flapping } = change;
  const after = { ...member, label: label ?? member.label, targetState };
  if (targetState === 'healthy') return { ...after, reason: null, isFlapping: false, recoveredAt: at };
  return {
    ...after,
    since: member.targetState === 'healthy' ? new Date(change.sinceMs).toISOString() : member.since,
    reason: change.reason ?? member.reason,
    isFlapping: flapping === null ? member.isFlapping : flapping === 'began',
    recoveredAt: null,
  };
}

/** One member that recovered is enough for `recovered`; the timeline shows how the others ended. */
function resolutionOf(happened: readonly TimelineEntry[]): Resolution {
  const hows = happened.flatMap((entry) => (entry.kind === 'member-recovered' ? [entry.how] : []));
  return hows.find((how) => how === 'recovered') ?? hows[0] ?? 'recovered';
}
