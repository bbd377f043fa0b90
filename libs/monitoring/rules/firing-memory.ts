import type { EnvironmentId, Rule, ServiceKind, TargetId } from '@envscope/contracts/index.js';

/** A rule on a target, as it was when it fired. */
export interface FiredRule {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly rule: Rule;
  readonly target: TargetId;
  readonly label: string | null;
}

/** Remembers which rules fired, as long as the console runs: for cooldowns, and to see that a rule was changed or removed. */
export class FiringMemory {
  private readonly firings = new Map<string, FiredRule & { readonly openAtMs: number | null }>();

  /** Its incident is open at the moment, by the steady clock. */
  noteOpen(firing: FiredRule, steadyMs: number): void {
    this.firings.set(keyOf(firing), { ...firing, openAtMs: steadyMs });
  }

  /** It fires. It cools only from an incident that came of it. */
  noteFired(firing: FiredRule): void {
    this.firings.set(keyOf(firing), { ...firing, openAtMs: null });
  }

  forget(firing: FiredRule): void {
    this.firings.delete(keyOf(firing));
  }

  /** Whether its last incident was open so lately that it must not fire again yet. */
  isCooling(firing: FiredRule, steadyMs: number): boolean {
    const openAtMs = this.firings.get(keyOf(firing))?.openAtMs ?? null;
    return openAtMs !== null && steadyMs - openAtMs < firing.rule.cooldownMs;
  }

  /** What fired in the service, by rules that now ask something else or are there no more. */
  outdated(environment: EnvironmentId, service: ServiceKind, rules: readonly Rule[]): readonly FiredRule[] {
    const current = new Map(rules.map((rule) => [rule.id, rule]));
    return [...this.firings.values()].filter((firing) => {
      if (firing.environment !== environment || firing.service !== service) return false;
      const rule = current.get(firing.rule.id);
      return rule === undefined || !isSameQuestion(rule, firing.rule);
    });
  }
}

/** Another name, severity or cooldown does not make what fired untrue. */
function isSameQuestion(one: Rule, other: Rule): boolean {
  const asked = ['service', 'target', 'measurement', 'condition', 'threshold', 'durationMs'] as const;
  return asked.every((part) => one[part] === other[part]);
}

/** Names a rule on a target of an environment. */
export function keyOf({ environment, rule, target }: FiredRule): string {
  return JSON.stringify([environment, rule.id, target]);
}
