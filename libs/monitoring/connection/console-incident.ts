import type {
  ConnectionOutage,
  EnvironmentId,
  Incident,
  IncidentMember,
  Reason,
  Severity,
} from '@envscope/contracts/index.js';
import { advance, type IncidentOutcome } from '../incidents/incident-outcome.js';
import { ownIncident, ownMember } from '../incidents/own-incident.js';

/** How many checks of each environment were not observed. */
export type Unobserved = ReadonlyMap<EnvironmentId, number>;

/** Nobody is served worse by it, and nobody would know if somebody were. */
const SEVERITY: Severity = 'high';

/** Whether an incident is that of the console's own connection. */
export function isOfConnection({ service }: Pick<Incident, 'service'>): boolean {
  return service === 'console';
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
  const [target = ''] = unobserved.keys();
  const first = { service: 'console', target, label: null } as const;
  const beginning = { id, severity: SEVERITY, targetState: 'unknown', first, sinceAt } as const;
  const members = membersOf(unobserved, sinceAt, null);
  return { incident: ownIncident({ ...beginning, reason: reasonOf(sinceAt), members }, nowMs), notify: [] };
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
  return [...unobserved].map(([environment, count]) =>
    ownMember({
      service: 'console',
      target: environment,
      label: null,
      targetState: backAt === null ? 'unknown' : 'healthy',
      since: sinceAt,
      // It stays when it is over: nothing else says how much was not observed.
      reason: reasonOf(sinceAt, count),
      recoveredAt: backAt,
    }),
  );
}

function reasonOf(sinceAt: string, count?: number): Reason {
  return { code: 'not-observed', params: { sinceAt, ...(count === undefined ? {} : { count }) } };
}
