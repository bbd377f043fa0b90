import {
  byUrgency,
  type CheckResult,
  type EnvironmentId,
  type Overview,
  type ServiceState,
} from '@envscope/contracts/index.js';

/** A service that needs a person, with the results that say why. */
export interface UnhealthyService {
  readonly environment: EnvironmentId;
  readonly state: ServiceState;
  readonly results: readonly CheckResult[];
}

/** Statuses that are nobody's problem: `unconfigured` is a choice until someone makes another one. */
const CALM: ReadonlySet<string> = new Set(['up', 'paused', 'unconfigured']);

/** Whether a status needs a person. */
export const isUnhealthy = ({ status }: { readonly status: string }) => !CALM.has(status);

/** Whether a service has no state yet, since there were too few checks. That is not unhealthy, only young. */
export const isWaiting = ({ observedAt, attention }: Pick<ServiceState, 'observedAt' | 'attention'>) =>
  observedAt === null ||
  (attention.length > 0 && attention.every(({ reason }) => reason?.code === 'not-checked'));

/** How many services need a person. */
export const countUnhealthy = (states: readonly ServiceState[]) =>
  states.filter((state) => isUnhealthy(state) && !isWaiting(state)).length;

/**
 * The services that need a person now: the most urgent first, of equally urgent ones the one that began last, since that
 * is the news.
 */
export function unhealthyOf(overview: Overview): UnhealthyService[] {
  return overview.environments
    .flatMap(({ environment, services }) =>
      services
        .filter((state) => isUnhealthy(state) && !isWaiting(state))
        .map((state) => ({ environment, state, results: state.attention.filter(isUnhealthy) })),
    )
    .sort(
      (a, b) =>
        byUrgency(a.state.status, b.state.status) || (b.state.since ?? '').localeCompare(a.state.since ?? ''),
    );
}
