import {
  severityOf,
  UnhealthyState,
  type EnvironmentId,
  type Incident,
  type IncidentMember,
  type Reason,
  type TimelineEntry,
} from '@envscope/contracts/index.js';
import { checksBefore } from './incident-checks.js';
import type { IncidentContext, MemberChange, UnhealthyChange } from './member-change.js';
import { higherSeverity } from './severity.js';

/** A new incident, of version 0 until it is concluded, with its first member. */
export function openedBy(
  environment: EnvironmentId,
  found: UnhealthyChange,
  context: IncidentContext,
): Incident {
  const { service, target, rule, change } = found;
  const { targetState } = change;
  const at = new Date(context.nowMs).toISOString();
  const mutedBy = context.mutedBy(service, target);
  const first = { service, target, label: found.label, targetState, reason: reasonOf(found) };
  return {
    id: context.newId(),
    version: 0,
    environment,
    service,
    rule: rule === null ? null : { id: rule.id, name: rule.name },
    severity: severityIn(found, context),
    targetState,
    worst: targetState,
    startedAt: new Date(change.sinceMs).toISOString(),
    openedAt: at,
    updatedAt: at,
    resolvedAt: null,
    resolution: null,
    acknowledgement: null,
    isFlapping: false,
    mutedBy,
    firstCause: { service, target, label: found.label, reason: change.firstReason ?? reasonOf(found) },
    members: [memberOf(found, false)],
    timeline: [
      { kind: 'opened', at, ...first },
      ...(mutedBy === null ? [] : [{ kind: 'muted' as const, at, muteId: mutedBy }]),
      ...flappingEntries(found, at),
    ],
    omitted: 0,
    checks: checksBefore(context.checksOf?.(service, target) ?? []),
    channels: [],
    lastRepeatedAt: null,
  };
}

/** One more unhealthy target. */
export function joined(
  incident: Incident,
  found: UnhealthyChange,
  isDependent: boolean,
  context: IncidentContext,
): Incident {
  const { service, target, label } = found;
  const { targetState } = found.change;
  const at = new Date(context.nowMs).toISOString();
  return {
    ...incident,
    ...escalation(incident, found, context),
    startedAt: earlier(incident.startedAt, new Date(found.change.sinceMs).toISOString()),
    members: [...incident.members, memberOf(found, isDependent)],
    timeline: [
      ...incident.timeline,
      { kind: 'joined', at, service, target, label, targetState, reason: reasonOf(found), isDependent },
      ...flappingEntries(found, at),
    ],
  };
}

/** That a target began to flap, or settled. */
export function flappingEntries(
  { service, target, label, change }: MemberChange,
  at: string,
): TimelineEntry[] {
  if (change.flapping === null) return [];
  return [{ kind: change.flapping === 'began' ? 'flapping' : 'settled', at, service, target, label }];
}

/**
 * The severity never falls while an incident is open. It decides which channel and which role are notified: were it to fall, the
 * channel that was notified would lose sight of the incident, and a target between degraded and down would notify it again and again.
 */
export function escalation(
  { severity, worst }: Incident,
  found: UnhealthyChange,
  context: IncidentContext,
): Pick<Incident, 'severity' | 'worst'> {
  const { targetState } = found.change;
  return {
    severity: higherSeverity(severity, severityIn(found, context)),
    worst: UnhealthyState.options.find((state) => state === worst || state === targetState) ?? targetState,
  };
}

function severityIn(
  { rule, service, change }: UnhealthyChange,
  { manifests }: IncidentContext,
): Incident['severity'] {
  return rule?.severity ?? severityOf(manifests[service], change.targetState);
}

/** Every unhealthy state has a reason. Where it is missing, the notification goes out all the same. */
export function reasonOf({ change }: UnhealthyChange): Reason {
  return change.reason ?? { code: 'no-data', params: {} };
}

function memberOf(found: UnhealthyChange, isDependent: boolean): IncidentMember {
  const { service, target, label, rule, change } = found;
  return {
    service,
    target,
    label,
    ruleId: rule?.id ?? null,
    targetState: change.targetState,
    since: new Date(change.sinceMs).toISOString(),
    reason: reasonOf(found),
    isDependent,
    isFlapping: change.flapping === 'began',
    recoveredAt: null,
  };
}

function earlier(a: string, b: string): string {
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
