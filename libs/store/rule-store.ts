import type { Rule } from '@envscope/contracts/index.js';

/** Keeps rules that people made, and built-in ones that they changed. Every method rejects with `StoreFault` alone. */
export abstract class RuleStore {
  /** By id. */
  abstract rules(): Promise<Rule[]>;

  /** False, with nothing kept, where the stored rule is not the one before: null where there was none. */
  abstract saveRule(rule: Rule, before: Rule | null): Promise<boolean>;

  /** False where there is none. */
  abstract deleteRule(id: string): Promise<boolean>;
}
