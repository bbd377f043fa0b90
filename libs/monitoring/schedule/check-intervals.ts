import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import type { AnyEnvironment } from '@envscope/environments/environments.js';
import { paceOf } from '../evaluate/policy.js';

/** Milliseconds between two checks of a service; null where it is checked once, since only a restart can change the answer. */
export type IntervalOf = (environment: EnvironmentId, service: ServiceKind) => number | null;

/** The intervals of the settings; null for a service that is not configured. */
export function intervalsOf(environments: readonly AnyEnvironment[]): IntervalOf {
  return (id, service) => {
    const section = environments.find((environment) => environment.id === id)?.sections[service];
    return section?.state === 'configured' ? section.intervalMs : null;
  };
}

/** How far apart results of a service come at the most; null where it is checked once. */
export function pacesOf(intervalOf: IntervalOf, timeoutMs: number): IntervalOf {
  return (environment, service) => {
    const intervalMs = intervalOf(environment, service);
    return intervalMs === null ? null : paceOf(intervalMs, timeoutMs);
  };
}
