import type { Principal } from '@envscope/access/principal.js';
import type { ConsoleConfig } from '@envscope/contracts/index.js';

/** What somebody may know of the settings: environments that they may read, and warnings that concern these alone. */
export function readableBy(asker: Principal, config: ConsoleConfig): ConsoleConfig {
  const mayRead = (environment: string) => asker.may('read', environment);
  return {
    ...config,
    environments: config.environments.filter(({ id }) => mayRead(id)),
    warnings: config.warnings.filter(({ environments }) =>
      environments.length === 0 ? asker.may('read', null) : environments.every(mayRead),
    ),
  };
}
