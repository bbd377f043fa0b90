import type { Rule, RuleStatistics, RuleView } from '@envscope/contracts/index.js';
import type { Firing } from '@envscope/store/incident-store.js';

/** Rules with what has become of them; `firings` count incidents since midnight. */
export function ruleListOf(rules: readonly Rule[], firings: readonly Firing[]) {
  const ofRule = new Map(firings.map((firing) => [firing.ruleId, firing]));
  const views = rules.map((rule): RuleView => {
    const { firing = 0, lastOpenedAt = null } = ofRule.get(rule.id) ?? {};
    return { ...rule, firing, lastFiredAt: lastOpenedAt };
  });
  return { rules: views, statistics: statisticsOf(rules, firings) };
}

/** Incidents of rules that are there no more count as well: they happened. */
function statisticsOf(rules: readonly Rule[], firings: readonly Firing[]): RuleStatistics {
  const active = rules.filter(({ isEnabled }) => isEnabled);
  const bySeverity = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of active) bySeverity[severity] += 1;
  return {
    total: rules.length,
    active: active.length,
    firing: sum(firings.map(({ firing }) => firing)),
    firedToday: sum(firings.map(({ count }) => count)),
    bySeverity,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
