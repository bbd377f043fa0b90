import {
  quietStateAt,
  type EnvironmentId,
  type Quiet,
  type QuietScope,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';

/** What keeps the target quiet at the moment; of several the widest, and of these the one that lasts longest. */
export function quietFor(
  quiets: readonly Quiet[],
  environment: EnvironmentId,
  service: ServiceKind,
  target: TargetId,
  nowMs: number,
): Quiet | null {
  const active = quiets.filter(
    (quiet) => quietStateAt(quiet, nowMs) === 'active' && covers(quiet.scope, environment, service, target),
  );
  // Which of them it is stays the same for as long as it can: an incident's timeline tells of each change.
  return active.sort((a, b) => narrownessOf(a) - narrownessOf(b) || endMsOf(b) - endMsOf(a))[0] ?? null;
}

function covers(
  scope: QuietScope,
  environment: EnvironmentId,
  service: ServiceKind,
  target: TargetId,
): boolean {
  return (
    scope.environment === environment &&
    (scope.service === null || scope.service === service) &&
    (scope.target === null || scope.target === target)
  );
}

function narrownessOf({ scope }: Quiet): number {
  return (scope.service === null ? 0 : 1) + (scope.target === null ? 0 : 1);
}

function endMsOf({ endsAt }: Quiet): number {
  return endsAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(endsAt);
}
