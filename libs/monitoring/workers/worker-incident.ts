import type {
  EnvironmentId,
  Incident,
  IncidentMember,
  LocationId,
  Reason,
  Severity,
  SilentLocation,
} from '@envscope/contracts/index.js';
import { advance, outcomeOf, type IncidentOutcome } from '../incidents/incident-outcome.js';
import { ownIncident, ownMember } from '../incidents/own-incident.js';

/** What may bring nothing: the queue, or a location; null stands for workers without one. */
export type Source =
  { readonly service: 'queue' } | { readonly service: 'workers'; readonly location: LocationId | null };

/** What is known of one of them, by the steady clock. */
export interface WatchedSource {
  readonly source: Source;
  /** Checks in each interval that wait for it, by environment. */
  readonly checks: ReadonlyMap<EnvironmentId, number>;
  /** Since when nothing comes of it; null where that is not long, or not known. */
  readonly awaySinceMs: number | null;
  /** Since when something comes of it; null where nothing does, or that is not known. */
  readonly backSinceMs: number | null;
  /** Whether that has been so for long. */
  readonly hasSettled: boolean;
}

/** Everything is still checked, from other locations or by the console. */
const SEVERITY: Severity = 'medium';

/** What an open incident is about, where that is the queue or a location. */
export function sourceOf({ service, firstCause }: Pick<Incident, 'service' | 'firstCause'>): Source | null {
  if (service === 'queue') return { service };
  return service === 'workers' ? { service, location: firstCause.label } : null;
}

export function isSame(one: Source, other: Source | null): boolean {
  return one.service === other?.service && labelOf(one) === labelOf(other);
}

/** Whether something comes of it again, and the incident is open only until that has lasted. */
export function isSettling({ members }: Pick<Incident, 'members'>): boolean {
  return members.every(({ recoveredAt }) => recoveredAt !== null);
}

/** What open incidents say of silent locations. */
export function silentLocationsIn(open: readonly Incident[]): SilentLocation[] {
  return open
    .filter((incident) => !isSettling(incident))
    .flatMap((incident) => {
      const source = sourceOf(incident);
      return source?.service === 'workers' ? [{ location: source.location, since: sinceOf(incident) }] : [];
    });
}

/** Since when the queue is away by what open incidents say, ISO 8601. */
export function queueAwayIn(open: readonly Incident[]): string | null {
  const incident = open.find((one) => one.service === 'queue' && !isSettling(one));
  return incident ? sinceOf(incident) : null;
}

/** It came and went since the incident began. */
function sinceOf({ members, startedAt }: Incident): string {
  return members[0]?.since ?? startedAt;
}

/** The incident of something of which nothing comes since then, with a member for each environment that is checked by it. */
export function awayIncident(
  id: string,
  { source, checks }: Pick<WatchedSource, 'source' | 'checks'>,
  sinceAt: string,
  nowMs: number,
): IncidentOutcome {
  const targetState = 'degraded';
  const [target = ''] = checks.keys();
  const members = membersOf(source, checks, sinceAt);
  const reason = reasonOf(source, sinceAt);
  const first = { service: source.service, target, label: labelOf(source) };
  return outcomeOf(
    ownIncident({ id, severity: SEVERITY, targetState, first, reason, sinceAt, members }, nowMs),
  );
}

/** Something comes again since then. Nobody is notified before that has lasted. */
export function settlingIncident(incident: Incident, backAt: string, nowMs: number): IncidentOutcome {
  const { service, target, label } = incident.firstCause;
  const back = { kind: 'member-recovered', at: backAt, service, target, label, how: 'recovered' } as const;
  const members = incident.members.map((member) => ({
    ...member,
    targetState: 'healthy' as const,
    recoveredAt: backAt,
  }));
  return { incident: advance(incident, nowMs, [back], { members }), notify: [] };
}

/** It did not last: nothing comes any more since then. Nobody is notified anew. */
export function relapsedIncident(
  incident: Incident,
  { source, checks }: Pick<WatchedSource, 'source' | 'checks'>,
  sinceAt: string,
  nowMs: number,
): IncidentOutcome {
  const at = new Date(nowMs).toISOString();
  const { service, target, label } = incident.firstCause;
  const first = { service, target, label };
  const [from, targetState] = ['healthy', 'degraded'] as const;
  const reason = reasonOf(source, sinceAt);
  const again = { kind: 'changed', at, ...first, from, targetState, reason } as const;
  const flapping = incident.isFlapping ? [] : [{ kind: 'flapping', at, ...first } as const];
  const members = membersOf(source, checks, sinceAt).map((member) => ({ ...member, isFlapping: true }));
  const after = advance(incident, nowMs, [again, ...flapping], { members, isFlapping: true });
  return { incident: after, notify: [] };
}

/** The same once that has lasted, or once no target is checked by it any more. */
export function endedIncident(incident: Incident, how: 'recovered' | 'gone', nowMs: number): IncidentOutcome {
  const at = new Date(nowMs).toISOString();
  const resolved = { kind: 'resolved', at, how, by: null, note: '' } as const;
  const members = incident.members.map((member) => ({
    ...member,
    targetState: 'healthy' as const,
    isFlapping: false,
    recoveredAt: member.recoveredAt ?? at,
  }));
  return outcomeOf(
    advance(incident, nowMs, [resolved], {
      members,
      targetState: 'healthy',
      isFlapping: false,
      resolvedAt: at,
      resolution: how,
    }),
  );
}

function membersOf(source: Source, checks: WatchedSource['checks'], sinceAt: string): IncidentMember[] {
  return [...checks].map(([environment, count]) =>
    ownMember({
      service: source.service,
      label: labelOf(source),
      target: environment,
      targetState: 'degraded',
      since: sinceAt,
      reason: reasonOf(source, sinceAt, count),
      recoveredAt: null,
    }),
  );
}

function labelOf(source: Source): LocationId | null {
  return source.service === 'workers' ? source.location : null;
}

function reasonOf(source: Source, sinceAt: string, count?: number): Reason {
  const location = labelOf(source);
  return {
    code: source.service === 'queue' ? 'queue-away' : 'location-silent',
    params: {
      sinceAt,
      ...(location === null ? {} : { location }),
      ...(count === undefined ? {} : { count }),
    },
  };
}
