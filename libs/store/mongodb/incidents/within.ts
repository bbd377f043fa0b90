import type { EnvironmentId } from '@envscope/contracts/index.js';

/** The filter for documents of some environments; for all, none. */
export function within(among: readonly EnvironmentId[] | undefined) {
  return among ? { environment: { $in: [...among] } } : {};
}
