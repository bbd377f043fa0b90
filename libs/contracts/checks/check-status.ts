import * as z from 'zod/mini';

/**
 * The result of one check of a target. `unknown` means that it could not be determined (wrong key, rate limited, pending),
 * never that the target is down; `unconfigured` means that settings name nothing to check.
 */
export const CheckStatus = z
  .enum(['down', 'degraded', 'unknown', 'up', 'paused', 'unconfigured'])
  .register(z.globalRegistry, { id: 'CheckStatus' });
export type CheckStatus = z.infer<typeof CheckStatus>;

/** Statuses from the one that needs a person most to the one that needs nobody. */
const BY_URGENCY: readonly CheckStatus[] = CheckStatus.options;

/** Orders by urgency: `down` first, `unconfigured` last. */
export function byUrgency(a: CheckStatus, b: CheckStatus): number {
  return BY_URGENCY.indexOf(a) - BY_URGENCY.indexOf(b);
}

/** The most urgent of the statuses; `unknown` when there are none, since silence is not health. */
export function worstOf(statuses: Iterable<CheckStatus>): CheckStatus {
  return [...statuses].sort(byUrgency)[0] ?? 'unknown';
}
