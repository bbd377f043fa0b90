import {
  CONSOLE_SCOPE,
  type ConnectionOutage,
  type EnvironmentId,
  type Incident,
  type IncidentMember,
  type Reason,
  type Severity,
} from '@envscope/contracts/index.js';
import { advance, type IncidentOutcome } from '../incidents/incident-outcome.js';

/** How many checks of each environment were not observed. */
export type Unobserved = ReadonlyMap<EnvironmentId, number>;

/** Nobody is served worse by it, and nobody would know if somebody were. */
const SEVERITY: Severity = 'high';

/** Whether an incident is that of the console's own connection. */
export function isOfConsole({ environment }: Pick<Incident, 'environment'>): boolean {
  return environment === CONSOLE_SCOPE;
}

/**
 * The incident of a console that is blind since then, with a member for each environment of which checks are not observed; there is
 * at least one. Nobody is notified: no channel could be reached.
 */
export function blindIncident(
  id: string,
  unobserved: Unobserved,
  sinceAt: string,
  nowMs: number,
): IncidentOutcome {
  const at = new Date(nowMs).toISOString();
  const members = membersOf(unobserved, sinceAt, null);
  const [target = ''] = unobserved.keys();
  const reason = reasonOf(sinceAt);
  const first = { service: 'console', target, label: null } as const;
  const incident: Incident = {
    id,
    version: 0,
    environment: CONSOLE_SCOPE,
    service: 'console',
    rule: null,
    severity: SEVERITY,
    targetState: 'unknown',
    worst: 'unknown',
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
  const opened = { kind: 'opened', at, ...first, targetState: 'unknown', reason } as const;
  return { incident: advance(incident, nowMs, [opened]), notify: [] };
}

/** The same with what was not observed by now. */
export function withUnobserved(incident: Incident, unobserved: Unobserved): Incident {
  return { ...incident, members: membersOf(unobserved, incident.startedAt, null) };
}

/** The network is back since then: the channels of all environments that were concerned are notified, once and of all of it. */
export function seeingIncident(
  incident: Incident,
  unobserved: Unobserved,
  backAt: string,
  nowMs: number,
): IncidentOutcome {
  const resolved = { kind: 'resolved', at: backAt, how: 'recovered', by: null, note: '' } as const;
  const after = advance(incident, nowMs, [resolved], {
    members: membersOf(unobserved, incident.startedAt, backAt),
    targetState: 'healthy',
    resolvedAt: backAt,
    resolution: 'recovered',
  });
  return { incident: after, notify: ['opened'] };
}

/** What an incident says of it; the beginning of what an earlier run of the console has counted. */
export function unobservedIn({ members }: Incident): Map<EnvironmentId, number> {
  return new Map(members.map(({ target, reason }) => [target, Number(reason?.params['count'] ?? 0)]));
}

/** What is not observed by an open incident of the console. */
export function outageOf(incident: Incident): ConnectionOutage {
  const counts = [...unobservedIn(incident).values()];
  return { since: incident.startedAt, checks: counts.reduce((sum, count) => sum + count, 0) };
}

function membersOf(unobserved: Unobserved, sinceAt: string, backAt: string | null): IncidentMember[] {
  return [...unobserved].map(([environment, count]) => ({
    service: 'console',
    target: environment,
    label: null,
    ruleId: null,
    targetState: backAt === null ? 'unknown' : 'healthy',
    since: sinceAt,
    // It stays when it is over: nothing else says how much was not observed.
    reason: reasonOf(sinceAt, count),
    isDependent: false,
    isFlapping: false,
    recoveredAt: backAt,
  }));
}

function reasonOf(sinceAt: string, count?: number): Reason {
  return { code: 'not-observed', params: { sinceAt, ...(count === undefined ? {} : { count }) } };
}
