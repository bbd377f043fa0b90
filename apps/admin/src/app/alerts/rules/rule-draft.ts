import type { Figure, Rule, RuleChange, RuleDraft, ServiceKind } from '@envscope/contracts/index.js';

/** A figure with the service that is measured so. */
export interface MeasurementEntry extends Figure {
  readonly service: ServiceKind;
}

/** A draft while it is written: a number that is not written yet is null. */
export type RuleEntry = Omit<RuleDraft, 'threshold' | 'durationMs' | 'cooldownMs'> & {
  readonly threshold: number | null;
  readonly durationMs: number | null;
  readonly cooldownMs: number | null;
};

const MINUTE_MS = 60_000;

/** What a person may say of a rule, without what the console knows of it. */
export function draftOf(rule: Rule): RuleDraft {
  const { name, environments, service, target, measurement, condition, threshold } = rule;
  const { durationMs, severity, cooldownMs, isEnabled, tags } = rule;
  return {
    name,
    environments,
    service,
    ...(target !== undefined && { target }),
    measurement,
    condition,
    threshold,
    durationMs,
    severity,
    cooldownMs,
    isEnabled,
    tags,
  };
}

/** The rule with other terms, for the server to take where nobody has changed it since it was read. */
export function changeOf(rule: Rule, terms: Partial<RuleDraft>): RuleChange {
  return { ...draftOf(rule), ...terms, basedOn: rule.updatedAt };
}

/** What a new rule begins with. */
export function newEntry({ service, measurement }: MeasurementEntry): RuleEntry {
  return {
    name: '',
    environments: [],
    service,
    measurement,
    condition: 'greater_than',
    threshold: null,
    durationMs: 5 * MINUTE_MS,
    severity: 'medium',
    cooldownMs: 30 * MINUTE_MS,
    isEnabled: true,
    tags: [],
  };
}
