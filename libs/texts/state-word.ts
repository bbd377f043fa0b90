import { type CheckStatus, isIdle, isUnobserved, type ServiceState } from '@envscope/contracts/index.js';

/** The text that says how something stands. */
export type StateKey =
  `shell.status.${CheckStatus}` | 'shell.overview.notObserved' | 'shell.overview.neverChecked';

/** How a service stands, in a word: of one whose status is unknown also whether that is anybody's problem. */
export function keyOfState(state: Pick<ServiceState, 'status' | 'observedAt' | 'attention'>): StateKey {
  if (isUnobserved(state)) return 'shell.overview.notObserved';
  return isIdle(state) ? 'shell.overview.neverChecked' : `shell.status.${state.status}`;
}
