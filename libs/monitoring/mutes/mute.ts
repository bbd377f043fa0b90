import {
  muteStateAt,
  type EnvironmentId,
  type IncidentId,
  type IncidentSubject,
  type Mute,
  type MuteScope,
  type TargetId,
} from '@envscope/contracts/index.js';

/** What mutes the target at the moment; of several the widest, and of these the one that lasts longest. */
export function muteFor(
  mutes: readonly Mute[],
  environment: EnvironmentId,
  service: IncidentSubject,
  target: TargetId,
  nowMs: number,
): Mute | null {
  const active = mutes.filter(
    (mute) => muteStateAt(mute, nowMs) === 'active' && covers(mute.scope, environment, service, target),
  );
  // It stays the same mute for as long as it can: an incident's timeline shows each change.
  return active.sort((a, b) => narrownessOf(a) - narrownessOf(b) || endMsOf(b) - endMsOf(a))[0] ?? null;
}

/** What mutes just the one incident; of several the one that lasts longest. */
export function muteOfIncident(mutes: readonly Mute[], incident: IncidentId, nowMs: number): Mute | null {
  return (
    mutes
      .filter((mute) => mute.scope.incident === incident && muteStateAt(mute, nowMs) === 'active')
      .sort((a, b) => endMsOf(b) - endMsOf(a))[0] ?? null
  );
}

function covers(
  scope: MuteScope,
  environment: EnvironmentId,
  service: IncidentSubject,
  target: TargetId,
): boolean {
  return (
    scope.incident === undefined &&
    scope.environment === environment &&
    (scope.service === null || scope.service === service) &&
    (scope.target === null || scope.target === target)
  );
}

function narrownessOf({ scope }: Mute): number {
  return (scope.service === null ? 0 : 1) + (scope.target === null ? 0 : 1);
}

function endMsOf({ endsAt }: Mute): number {
  return endsAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(endsAt);
}
