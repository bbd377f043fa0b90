import {
  type EnvironmentId,
  type IncidentSummary,
  type Instant,
  type Mute,
  muteStateAt,
  type ReleaseEvent,
  type Resolution,
} from '@envscope/contracts/index.js';

/** Something that happened to an incident, by a person, or to the application. */
export type RecentEvent = {
  readonly at: Instant;
  readonly environments: readonly EnvironmentId[];
} & (
  | { readonly kind: 'opened'; readonly incident: IncidentSummary }
  | { readonly kind: 'acknowledged'; readonly incident: IncidentSummary; readonly by: string }
  | { readonly kind: 'resolved'; readonly incident: IncidentSummary; readonly how: Resolution | null }
  | { readonly kind: 'muted'; readonly mute: Mute }
  | { readonly kind: 'released'; readonly release: ReleaseEvent }
  | { readonly kind: 'unmuted'; readonly mute: Mute; readonly by: string | null }
);

/** What events are made of. */
export interface Happened {
  readonly incidents: readonly IncidentSummary[];
  readonly mutes: readonly Mute[];
  readonly releases: readonly ReleaseEvent[];
}

/** What happened since the moment, epoch milliseconds, newest first. */
export function eventsOf(
  { incidents, mutes, releases }: Happened,
  sinceMs: number,
  nowMs: number,
): RecentEvent[] {
  return [
    ...incidents.flatMap(eventsOfIncident),
    ...mutes.flatMap((mute) => eventsOfMute(mute, nowMs)),
    ...releases.map((release): RecentEvent => ({
      kind: 'released',
      at: release.at,
      environments: release.environments,
      release,
    })),
  ]
    .filter(({ at }) => Date.parse(at) >= sinceMs)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function eventsOfIncident(incident: IncidentSummary): RecentEvent[] {
  const { openedAt, acknowledgement, resolvedAt, resolution } = incident;
  const environments = [incident.environment];
  return [
    { kind: 'opened', at: openedAt, environments, incident },
    ...(acknowledgement === null
      ? []
      : [
          {
            kind: 'acknowledged' as const,
            at: acknowledgement.at,
            environments,
            incident,
            by: acknowledgement.by,
          },
        ]),
    ...(resolvedAt === null
      ? []
      : [{ kind: 'resolved' as const, at: resolvedAt, environments, incident, how: resolution }]),
  ];
}

/** One that is yet to begin has not happened, and one that was called off before it began never did. */
function eventsOfMute(mute: Mute, nowMs: number): RecentEvent[] {
  const { scope, startsAt, endsAt, ended } = mute;
  const environments = [scope.environment];
  if (Date.parse(startsAt) > Date.parse(ended?.at ?? new Date(nowMs).toISOString())) return [];
  const end = ended?.at ?? endsAt;
  return [
    { kind: 'muted', at: startsAt, environments, mute },
    ...(muteStateAt(mute, nowMs) === 'over' && end !== null
      ? [{ kind: 'unmuted' as const, at: end, environments, mute, by: ended?.by ?? null }]
      : []),
  ];
}
