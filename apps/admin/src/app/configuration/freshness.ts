import type { ServiceState } from '@envscope/contracts/index.js';

/**
 * How long a service has gone without a check, where that is longer than it should be; null while all is well. The
 * server says so in `isStale`, but not when it is the server or the way to it that fell silent.
 */
export function silenceMs(
  { observedAt, isStale, staleAfterMs }: Pick<ServiceState, 'observedAt' | 'isStale' | 'staleAfterMs'>,
  nowMs: number,
): number | null {
  if (observedAt === null) return null;
  const ageMs = nowMs - Date.parse(observedAt);
  return isStale || (staleAfterMs !== null && ageMs > staleAfterMs) ? Math.max(0, ageMs) : null;
}
