import { CONSOLE_SCOPE, type EnvironmentId, type IncidentScope } from '@envscope/contracts/index.js';

/**
 * Where something is done: in an environment, in each of several, or, null, with the console as a whole. Undefined: somewhere,
 * which the person is yet to say.
 */
export type Place = EnvironmentId | null | undefined | readonly EnvironmentId[];

/** Where an incident is: the console's own concerns it as a whole. */
export function placeOf(scope: IncidentScope): Place {
  return scope === CONSOLE_SCOPE ? null : scope;
}

/** Where something applies that names its environments, or none where it means every one. */
export function placesOf(environments: readonly EnvironmentId[]): Place {
  return environments.length === 0 ? null : environments;
}
