import type { ReasonCode, Rule } from '@envscope/contracts/index.js';
import type { ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { builtInRules as names } from '@envscope/texts/en/rules.js';

/** The rules that come with the console, in the order of their names, on in every environment. */
export function builtInRulesOf(manifests: ServiceManifests): readonly Rule[] {
  const rules = Object.values(manifests).flatMap(({ kind: service, figures }) =>
    Object.entries(figures).flatMap(([measurement, { rule }]) => {
      if (!rule) return [];
      const { id, condition, threshold, durationMs, severity, cooldownMs, tags } = rule;
      const terms = { condition, threshold, durationMs, severity, cooldownMs, tags: [...tags] };
      return [{ ...terms, id, service, measurement }];
    }),
  );
  return Object.entries(names).flatMap(([id, name]) =>
    rules
      .filter((rule) => rule.id === id)
      .map((rule) => ({
        ...rule,
        name,
        environments: [],
        isEnabled: true,
        isBuiltIn: true,
        updatedAt: null,
      })),
  );
}

/**
 * Reasons that built-in rules report, by what they measure and for how long. A rule that is turned off leaves them
 * unreported: whoever turned it off did not want notifications of them.
 */
export function reasonsLeftToRules(manifests: ServiceManifests): ReadonlySet<ReasonCode> {
  const figures = Object.values(manifests).flatMap((manifest) => Object.values(manifest.figures));
  return new Set(figures.flatMap(({ rule }) => rule?.covers ?? []));
}
