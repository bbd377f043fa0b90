import type { ConsoleConfig, ServiceConfig, ServiceState } from '@envscope/contracts/index.js';

/**
 * How long a service has gone without a look, where that is longer than it should be; null while all is well. The
 * server says so in `isStale`, but not when it is the server or the way to it that fell silent.
 */
export function silenceMs(
  state: Pick<ServiceState, 'observedAt' | 'isStale'>,
  config: Pick<ServiceConfig, 'intervalMs'>,
  { staleAfterIntervals }: Pick<ConsoleConfig, 'staleAfterIntervals'>,
  nowMs: number,
): number | null {
  if (state.observedAt === null) return null;
  const ageMs = nowMs - Date.parse(state.observedAt);
  return state.isStale || ageMs > config.intervalMs * staleAfterIntervals ? Math.max(0, ageMs) : null;
}
