/** The environments of the sandbox, unless others are asked for. */
export const DEFAULT_ENVIRONMENTS: readonly string[] = ['dev', 'staging', 'prod'];

/** Reads a comma-separated list of environment keys; an empty one means the default ones. Throws on a bad key. */
export function parseEnvironments(text: string | undefined): readonly string[] {
  const keys = (text ?? '').split(',').flatMap((key) => key.trim() || []);
  const bad = keys.find((key, index) => !/^[a-z][a-z0-9]*$/.test(key) || keys.indexOf(key) !== index);
  if (bad !== undefined) throw new Error(`SANDBOX_ENVIRONMENTS: '${bad}' is not a key or comes twice`);
  return keys.length === 0 ? DEFAULT_ENVIRONMENTS : keys;
}

const SENTRY_NAMES: Readonly<Record<string, string>> = { dev: 'development', prod: 'production' };

/** The name that Sentry knows an environment by; keys without a customary long form keep their own. */
export function sentryNameOf(environment: string): string {
  return SENTRY_NAMES[environment] ?? environment;
}
