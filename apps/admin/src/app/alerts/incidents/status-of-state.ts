import type { CheckStatus, TargetState } from '@envscope/contracts/index.js';

/** States are drawn as the statuses that lead to them. */
export const STATUS_OF_STATE = {
  failing: 'down',
  degraded: 'degraded',
  unknown: 'unknown',
  healthy: 'up',
} as const satisfies Record<TargetState, CheckStatus>;
