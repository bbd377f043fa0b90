import { computed, inject } from '@angular/core';
import type { EnvironmentConfig, EnvironmentId } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { type AddressValue, addressValue } from '../resources/address-value';

/** So few and so many environments stand side by side. */
export const FEWEST = 2;
export const MOST = 4;

/** The environments that are compared, as the address has them, in the order of the settings. Needs an injection context. */
export function comparedEnvironments(): AddressValue<readonly EnvironmentId[]> {
  const configuration = inject(Configuration);
  const known = computed(() => configuration.environments().map(({ id }) => id));
  return addressValue<readonly EnvironmentId[]>('environments', {
    read: (written) => {
      const wanted = new Set(written.split(','));
      const found = known().filter((id) => wanted.has(id));
      const isWhole = found.length === wanted.size && found.length >= FEWEST && found.length <= MOST;
      return isWhole ? found : undefined;
    },
    // The last ones are nearest to production.
    standard: () => known().slice(-FEWEST),
    write: (chosen) =>
      known()
        .filter((id) => chosen.includes(id))
        .join(','),
  });
}

/** Whom an environment is compared with first: the one nearest to production that has the service too. */
export function counterpartOf(
  environments: readonly EnvironmentConfig[],
  environment: EnvironmentId,
  service: string,
): EnvironmentId | undefined {
  const others = environments.filter(({ id }) => id !== environment).toReversed();
  const hasService = ({ services }: EnvironmentConfig) =>
    services.some((config) => config.service === service && config.isConfigured);
  return (others.find(hasService) ?? others[0])?.id;
}
