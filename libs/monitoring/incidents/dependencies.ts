import type { Incident, IncidentMember, ServiceKind } from '@envscope/contracts/index.js';
import type { VerdictChange } from '../evaluate/verdict.js';

/** Services that fail when others do. */
interface Dependency {
  readonly dependents: readonly ServiceKind[];
  readonly causes: readonly ServiceKind[];
  /** A dependent may be looked at before its cause: how much earlier than the cause it may begin to fail. */
  readonly earlyMs: number;
  /** How long after the cause began a failure that begins is still its consequence. */
  readonly windowMs: number;
}

/** What leans on what, in every environment. */
export const DEPENDENCIES: readonly Dependency[] = [
  {
    dependents: ['endpoints', 'request-metrics'],
    causes: ['mongodb', 'redis'],
    earlyMs: 60_000,
    windowMs: 5 * 60_000,
  },
];

/** Whether a change for the worse is a consequence of what the incident, open in the same environment, is about. */
export function isConsequenceOf(
  incident: Incident,
  service: ServiceKind,
  { verdict, sinceMs }: Pick<VerdictChange, 'verdict' | 'sinceMs'>,
): boolean {
  // What cannot be told at all is a matter between the console and the service.
  if (incident.rule !== null || verdict === 'unknown') return false;
  return DEPENDENCIES.filter(({ dependents }) => dependents.includes(service)).some(
    ({ causes, earlyMs, windowMs }) =>
      incident.members
        .filter((member) => isDownItself(member) && causes.includes(member.service))
        .map(({ since }) => sinceMs - Date.parse(since))
        .some((afterMs) => afterMs >= -earlyMs && afterMs <= windowMs),
  );
}

function isDownItself({ verdict, isConsequence }: IncidentMember): boolean {
  return verdict === 'failing' && !isConsequence;
}
