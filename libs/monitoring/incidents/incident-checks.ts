import type { Incident, IncidentCheck } from '@envscope/contracts/index.js';

const BEFORE_OPENING = 10;
const AFTER_OPENING = 10;

/** What an incident keeps of the checks before it opened; oldest first. */
export function checksBefore(checks: readonly IncidentCheck[]): IncidentCheck[] {
  return checks.slice(-BEFORE_OPENING);
}

/**
 * The incident with one more check of the target where it began, up to ten after its opening; null where the check is none
 * of these. It keeps its version: nobody waits for a check, so it is kept with the next change.
 */
export function noteCheck(incident: Incident, check: IncidentCheck): Incident | null {
  const { firstCause, checks, openedAt, resolvedAt } = incident;
  const isOfFirst = check.service === firstCause.service && check.target === firstCause.target;
  if (!isOfFirst || resolvedAt !== null) return null;
  const newest = checks.at(-1);
  const isNew = isAfter(check.at, newest?.at ?? openedAt);
  const later = checks.filter(({ at }) => isAfter(at, openedAt)).length;
  return isNew && later < AFTER_OPENING ? { ...incident, checks: [...checks, check] } : null;
}

function isAfter(a: string, b: string): boolean {
  return Date.parse(a) > Date.parse(b);
}
