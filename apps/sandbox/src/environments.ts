/** The environments of the sandbox, unless others are asked for. */
export const DEFAULT_ENVIRONMENTS: readonly string[] = ['dev', 'staging', 'prod'];

/** Reads a comma-separated list of environment keys; an empty one means the default ones. Throws on a bad key. */
export function parseEnvironments(text: string | undefined): readonly string[] {
  const keys = (text ?? '').split(',').flatMap((key) => key.trim() || []);
  const bad = keys.find((key, index) => !/^[a-z][a-z0-9]*$/.test(key) || keys.indexOf(key) !== index);
  if (bad !== undefined) throw new Error(`SANDBOX_ENVIRONMENTS: '${bad}' is not a key or comes twice`);
  return keys.length === 0 ? DEFAULT_ENVIRONMENTS : keys;
}

/** Places that stay what they are when further environments come between. */
const PLACES: Readonly<Record<string, number>> = { dev: 0, staging: 1, prod: 2 };

/** The place of an environment in ports and ids: the customary ones have fixed places, others follow. */
export function placeOf(environment: string, environments: readonly string[]): number {
  const others = environments.filter((key) => PLACES[key] === undefined);
  return PLACES[environment] ?? Object.keys(PLACES).length + others.indexOf(environment);
}

const SENTRY_NAMES: Readonly<Record<string, string>> = { dev: 'development', prod: 'production' };

/** The name that Sentry knows an environment by; keys without a customary long form keep their own. */
export function sentryNameOf(environment: string): string {
  return SENTRY_NAMES[environment] ?? environment;
}
