import * as z from 'zod/mini';
import type { CheckStatus } from '../checks/check-status.js';

/**
 * What the console believes of a target after thresholds. `unknown`: it could not be determined for so long that somebody has to
 * look, or nothing was heard of it at all.
 */
export const TargetState = z
  .enum(['failing', 'degraded', 'unknown', 'healthy'])
  .register(z.globalRegistry, { id: 'TargetState' });
export type TargetState = z.infer<typeof TargetState>;

/** States are drawn as the statuses that lead to them. */
export const STATUS_OF_STATE = {
  failing: 'down',
  degraded: 'degraded',
  unknown: 'unknown',
  healthy: 'up',
} as const satisfies Record<TargetState, CheckStatus>;

/** A state that somebody has to know of. */
export const UnhealthyState = z
  .enum(['failing', 'degraded', 'unknown'] satisfies TargetState[])
  .register(z.globalRegistry, { id: 'UnhealthyState' });
export type UnhealthyState = z.infer<typeof UnhealthyState>;

/** The worst of the states; `healthy` when there are none. */
export function worstStateOf(targetStates: Iterable<TargetState>): TargetState {
  const rank = (targetState: TargetState) => TargetState.options.indexOf(targetState);
  return [...targetStates].sort((a, b) => rank(a) - rank(b))[0] ?? 'healthy';
}

/** How much an incident asks for a person, from `low` to `critical`. */
export const Severity = z
  .enum(['low', 'medium', 'high', 'critical'])
  .register(z.globalRegistry, { id: 'Severity' });
export type Severity = z.infer<typeof Severity>;

/** The severity of a state of a service's targets. A rule has a severity of its own. */
export function severityOf(
  { isVital }: { readonly isVital: boolean },
  targetState: z.infer<typeof UnhealthyState>,
): Severity {
  if (targetState === 'degraded') return 'medium';
  if (targetState === 'unknown') return 'low';
  return isVital ? 'critical' : 'high';
}
