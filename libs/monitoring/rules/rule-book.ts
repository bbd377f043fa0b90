import { randomUUID } from 'node:crypto';
import type { EnvironmentId, Rule, RuleDraft, ServiceKind } from '@envscope/contracts/index.js';
import type { AlertStore } from '@envscope/store/alert-store.js';
import { BUILT_IN_RULES } from './built-in-rules.js';
import { isMeasured } from './catalogue.js';
import { BuiltInRule, RuleChanged, UnknownMeasurement, UnknownRule } from './rule-errors.js';

const BUILT_IN: ReadonlyMap<string, Rule> = new Map(BUILT_IN_RULES.map((rule) => [rule.id, rule]));

/**
 * All rules in memory: the built-in ones as people changed them, and those that people made. What changes them is stored
 * first, and rejects with `StoreFault` where that fails.
 */
export class RuleBook {
  private stored: ReadonlyMap<string, Rule> = new Map();

  constructor(
    private readonly store: Pick<AlertStore, 'rules' | 'saveRule' | 'deleteRule'>,
    private readonly now: () => number = Date.now,
    private readonly newId: () => string = randomUUID,
  ) {}

  /** Reads what is stored; again where another console may have changed it. */
  async load(): Promise<void> {
    const rules = await this.store.rules();
    this.stored = new Map(rules.map((rule) => [rule.id, rule]));
  }

  /** Built-in ones first. */
  all(): readonly Rule[] {
    const own = [...this.stored.values()].filter(({ id }) => !BUILT_IN.has(id));
    return [...BUILT_IN_RULES.map((rule) => this.stored.get(rule.id) ?? rule), ...own];
  }

  /** The enabled ones that watch the service in the environment. */
  for(environment: EnvironmentId, service: ServiceKind): readonly Rule[] {
    return this.all().filter(
      (rule) =>
        rule.isEnabled &&
        rule.service === service &&
        (rule.environments.length === 0 || rule.environments.includes(environment)),
    );
  }

  find(id: string): Rule | undefined {
    return this.stored.get(id) ?? BUILT_IN.get(id);
  }

  /** Rejects with `UnknownMeasurement` where the service is not measured so. */
  create(draft: RuleDraft): Promise<Rule> {
    return this.save({ ...draft, id: this.newId(), isBuiltIn: false, updatedAt: this.instant() });
  }

  /** Rejects with `UnknownRule`, `UnknownMeasurement`, `RuleChanged`. A built-in rule keeps its name, which `libs/texts` translates. */
  async change(id: string, draft: RuleDraft): Promise<Rule> {
    const { isBuiltIn, name } = this.known(id);
    const changed = { ...draft, id, isBuiltIn, updatedAt: this.instant() };
    return this.save(isBuiltIn ? { ...changed, name } : changed);
  }

  /** Rejects with `UnknownRule` or `BuiltInRule`. */
  async remove(id: string): Promise<void> {
    if (this.known(id).isBuiltIn) throw new BuiltInRule(id);
    await this.store.deleteRule(id);
    this.stored = new Map([...this.stored].filter(([storedId]) => storedId !== id));
  }

  private async save(rule: Rule): Promise<Rule> {
    if (!isMeasured(rule.service, rule.measurement)) {
      throw new UnknownMeasurement(rule.service, rule.measurement);
    }
    if (!(await this.store.saveRule(rule, this.stored.get(rule.id) ?? null))) {
      await this.load();
      throw new RuleChanged(this.known(rule.id));
    }
    this.stored = new Map(this.stored).set(rule.id, rule);
    return rule;
  }

  private known(id: string): Rule {
    const rule = this.find(id);
    if (!rule) throw new UnknownRule(id);
    return rule;
  }

  private instant(): string {
    return new Date(this.now()).toISOString();
  }
}
