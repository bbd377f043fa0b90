import { type RuleView, Severity } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

/** What a reader may narrow the rules down to. */
export const RULE_STATES = ['firing', 'on', 'off'] as const;
type RuleState = (typeof RULE_STATES)[number];

/** Which rules a reader wants to see, as the address has it; absent is all. */
export interface RuleFilter {
  readonly text?: string | undefined;
  readonly state?: RuleState | undefined;
  readonly severity?: Severity | undefined;
}

const IS_IN: Readonly<Record<RuleState, (rule: RuleView) => boolean>> = {
  firing: ({ firing }) => firing > 0,
  on: ({ isEnabled }) => isEnabled,
  off: ({ isEnabled }) => !isEnabled,
};

/** The filter that an address asks for. What cannot be is not filtered by. */
export function filterOf(address: Readonly<Record<keyof RuleFilter, string | undefined>>): RuleFilter {
  return {
    text: address.text || undefined,
    state: RULE_STATES.find((state) => state === address.state),
    severity: Severity.safeParse(address.severity).data,
  };
}

/** Whether a filter finds a rule: by anything of it that a reader may look for. */
export function isFound(rule: RuleView, { text = '', state, severity }: RuleFilter, words: Words): boolean {
  const { service, target = '', targetLabel = '', measurement, environments, tags } = rule;
  const names = [words.ruleName(rule), words.service(service), words.measurement(measurement)];
  const all = [...names, target, targetLabel, ...environments, ...tags].join(' ').toLocaleLowerCase();
  return (
    all.includes(text.trim().toLocaleLowerCase()) &&
    (state === undefined || IS_IN[state](rule)) &&
    (severity === undefined || rule.severity === severity)
  );
}
