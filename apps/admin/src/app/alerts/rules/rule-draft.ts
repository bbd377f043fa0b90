import {
  RuleQuestion,
  type Figure,
  type Rule,
  type RuleChange,
  type RuleDraft,
  type ServiceKind,
  type TargetKind,
} from '@envscope/contracts/index.js';

/** A figure with the service that is measured so. */
export interface MeasurementEntry extends Figure {
  readonly service: ServiceKind;
  /** What that service's targets are. */
  readonly targets: TargetKind;
}

/** What an entry has as the target of a rule that names none. */
export const EVERY_TARGET = '';

/** A draft while it is written: a number that is not written yet is null. */
export type RuleEntry = Omit<RuleDraft, 'target' | 'threshold' | 'durationMs' | 'cooldownMs'> & {
  readonly target: string;
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

/** What a form shows of a rule. */
export function entryOf(rule: Rule): RuleEntry {
  return { ...draftOf(rule), target: rule.target ?? EVERY_TARGET };
}

/** What an entry says, for the contract to accept or refuse. */
export function draftIn({ target, ...entry }: RuleEntry): Omit<RuleEntry, 'target'> & { target?: string } {
  return target === EVERY_TARGET ? entry : { ...entry, target };
}

/** What of an entry decides when the rule fires; null where something of that is missing or cannot be. */
export function questionIn(entry: RuleEntry): RuleQuestion | null {
  const { environments, service, target, measurement, condition, threshold, durationMs, cooldownMs } =
    draftIn(entry);
  const terms = { environments, service, measurement, condition, threshold, durationMs, cooldownMs };
  return RuleQuestion.safeParse({ ...terms, ...(target !== undefined && { target }) }).data ?? null;
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
    target: EVERY_TARGET,
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
