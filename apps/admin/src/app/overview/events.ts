import {
  type EnvironmentId,
  type IncidentSummary,
  type Instant,
  type Mute,
  muteStateAt,
  type Resolution,
} from '@envscope/contracts/index.js';

/** Something that happened to an incident, or by a person. */
export type RecentEvent = {
  readonly at: Instant;
  readonly environment: EnvironmentId;
} & (
  | { readonly kind: 'opened'; readonly incident: IncidentSummary }
  | { readonly kind: 'acknowledged'; readonly incident: IncidentSummary; readonly by: string }
  | { readonly kind: 'resolved'; readonly incident: IncidentSummary; readonly how: Resolution | null }
  | { readonly kind: 'muted'; readonly mute: Mute }
  | { readonly kind: 'unmuted'; readonly mute: Mute; readonly by: string | null }
);

/** What happened since the moment, epoch milliseconds, newest first. */
export function eventsOf(
  incidents: readonly IncidentSummary[],
  mutes: readonly Mute[],
  sinceMs: number,
  nowMs: number,
): RecentEvent[] {
  return [...incidents.flatMap(eventsOfIncident), ...mutes.flatMap((mute) => eventsOfMute(mute, nowMs))]
    .filter(({ at }) => Date.parse(at) >= sinceMs)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function eventsOfIncident(incident: IncidentSummary): RecentEvent[] {
  const { environment, openedAt, acknowledgement, resolvedAt, resolution } = incident;
  return [
    { kind: 'opened', at: openedAt, environment, incident },
    ...(acknowledgement === null
      ? []
      : [
          {
            kind: 'acknowledged' as const,
            at: acknowledgement.at,
            environment,
            incident,
            by: acknowledgement.by,
          },
        ]),
    ...(resolvedAt === null
      ? []
      : [{ kind: 'resolved' as const, at: resolvedAt, environment, incident, how: resolution }]),
  ];
}

/** One that is yet to begin has not happened, and one that was called off before it began never did. */
function eventsOfMute(mute: Mute, nowMs: number): RecentEvent[] {
  const { scope, startsAt, endsAt, ended } = mute;
  const { environment } = scope;
  if (Date.parse(startsAt) > Date.parse(ended?.at ?? new Date(nowMs).toISOString())) return [];
  const end = ended?.at ?? endsAt;
  return [
    { kind: 'muted', at: startsAt, environment, mute },
    ...(muteStateAt(mute, nowMs) === 'over' && end !== null
      ? [{ kind: 'unmuted' as const, at: end, environment, mute, by: ended?.by ?? null }]
      : []),
  ];
}
