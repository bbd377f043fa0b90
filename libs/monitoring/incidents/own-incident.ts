import {
  CONSOLE_SCOPE,
  type Incident,
  type IncidentMember,
  type Reason,
  type Severity,
  type UnhealthyState,
} from '@envscope/contracts/index.js';
import { advance } from './incident-outcome.js';

/** What an incident of the console's own begins with; `reason` is that of all of it. */
interface Beginning {
  readonly id: string;
  readonly severity: Severity;
  readonly targetState: UnhealthyState;
  readonly first: Pick<IncidentMember, 'service' | 'target' | 'label'>;
  readonly reason: Reason;
  /** ISO 8601. */
  readonly sinceAt: string;
  readonly members: IncidentMember[];
}

/** A new incident of the console's own: no rule, no checks, and nobody can mute it. */
export function ownIncident(
  { id, severity, targetState, first, reason, sinceAt, members }: Beginning,
  nowMs: number,
): Incident {
  const at = new Date(nowMs).toISOString();
  const incident: Incident = {
    id,
    version: 0,
    environment: CONSOLE_SCOPE,
    service: first.service,
    rule: null,
    severity,
    targetState,
    worst: targetState,
    startedAt: sinceAt,
    openedAt: at,
    updatedAt: at,
    resolvedAt: null,
    resolution: null,
    acknowledgement: null,
    isFlapping: false,
    mutedBy: null,
    firstCause: { ...first, reason },
    members,
    timeline: [],
    omitted: 0,
    checks: [],
    channels: [],
    lastRepeatedAt: null,
  };
  return advance(incident, nowMs, [{ kind: 'opened', at, ...first, targetState, reason }]);
}

/** An environment that such an incident concerns. */
export function ownMember(
  said: Pick<
    IncidentMember,
    'service' | 'target' | 'label' | 'targetState' | 'since' | 'reason' | 'recoveredAt'
  >,
): IncidentMember {
  return { ...said, ruleId: null, isDependent: false, isFlapping: false };
}
