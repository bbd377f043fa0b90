import { randomUUID } from 'node:crypto';
import {
  DEFAULT_TARGET,
  invalidField,
  Refusal,
  thresholdFaultOf,
  type EnvironmentId,
  type Rule,
  type RuleChange,
  type RuleDraft,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import {
  figureOf,
  maximumOf,
  type ServiceFigure,
  type ServiceManifest,
  type ServiceManifests,
} from '@envscope/integrations/kernel/service.js';
import type { RuleStore } from '@envscope/store/rule-store.js';
import type { ConsolePart } from '../console-part.js';
import { builtInRulesOf } from './built-in-rules.js';

/** Each is evaluated after every check: so many rules of people's own are the most. */
export const MOST_RULES = 500;

/** What makes a built-in rule the one that its name says. */
const FIXED_TERMS = ['service', 'target', 'measurement', 'condition'] as const;

const THRESHOLD_FAULTS = {
  'never-met': 'No value can ever meet the condition',
  'over-maximum': 'More than the figure can be',
};

/**
 * All rules in memory: the built-in ones as people changed them, and those that people made. What changes them is stored
 * first, and rejects with `StoreFault` where that fails.
 */
export class RuleRepository implements ConsolePart {
  private stored: ReadonlyMap<string, Rule> = new Map();
  private listed: readonly Rule[];
  /** What `for` answered since the rules changed last: it is asked at every check. */
  private readonly active = new Map<string, readonly Rule[]>();
  private readonly builtIn: ReadonlyMap<string, Rule>;

  constructor(
    private readonly store: RuleStore,
    private readonly manifests: ServiceManifests,
    private readonly now: () => number = Date.now,
    private readonly newId: () => string = randomUUID,
  ) {
    this.builtIn = new Map(builtInRulesOf(manifests).map((rule) => [rule.id, rule]));
    this.listed = [...this.builtIn.values()];
  }

  start(): Promise<void> {
    return this.load();
  }

  follow(): Promise<void> {
    return this.load();
  }

  /** Reads what is stored; again where another console may have changed it. */
  async load(): Promise<void> {
    const rules = await this.store.rules();
    this.hold(new Map(rules.map((rule) => [rule.id, rule])));
  }

  /** Built-in ones first, then people's own by id. */
  all(): readonly Rule[] {
    return this.listed;
  }

  /** The enabled ones that watch the service in the environment. */
  for(environment: EnvironmentId, service: ServiceKind): readonly Rule[] {
    const key = `${environment}/${service}`;
    const known = this.active.get(key);
    if (known) return known;
    const active = this.listed.filter(
      (rule) =>
        rule.isEnabled &&
        rule.service === service &&
        (rule.environments.length === 0 || rule.environments.includes(environment)),
    );
    this.active.set(key, active);
    return active;
  }

  find(id: string): Rule | undefined {
    return this.stored.get(id) ?? this.builtIn.get(id);
  }

  /** Rejects with `invalid-input` where the service has no such measurement or it never reaches the threshold, and with `too-many-rules`. */
  async create(draft: RuleDraft): Promise<Rule> {
    if (this.own().length >= MOST_RULES) throw new Refusal('too-many-rules', { most: MOST_RULES });
    return this.save({ ...draft, id: this.newId(), isBuiltIn: false, updatedAt: this.instant() });
  }

  /**
   * Rejects with `unknown-rule`, `rule-changed`, and `invalid-input` as `create`. A built-in rule keeps its name, which
   * `libs/texts` translates, and what it watches; rejects with `invalid-input` where that is to change.
   */
  async change(id: string, { basedOn, ...draft }: RuleChange): Promise<Rule> {
    const present = this.known(id);
    if (basedOn !== undefined && basedOn !== present.updatedAt) throw ruleChanged(present);
    const changed = { ...draft, id, isBuiltIn: present.isBuiltIn, updatedAt: this.instant() };
    const original = this.builtIn.get(id);
    if (!original) return this.save(changed);
    const field = FIXED_TERMS.find((term) => draft[term] !== original[term]);
    if (field) throw invalidField(field, 'fixed', 'A built-in rule keeps what it watches');
    return this.save({ ...changed, name: original.name });
  }

  /** Makes a built-in rule what it was when the console came. Rejects with `unknown-rule` or `rule-not-built-in`. */
  async reset(id: string): Promise<Rule> {
    const original = this.builtIn.get(id);
    if (!original) throw new Refusal('rule-not-built-in', { id: this.known(id).id });
    await this.forget(id);
    return original;
  }

  /** Rejects with `unknown-rule` or `rule-built-in`. */
  async remove(id: string): Promise<void> {
    if (this.known(id).isBuiltIn) throw new Refusal('rule-built-in', { id });
    await this.forget(id);
  }

  private own(): Rule[] {
    const own = [...this.stored.values()].filter(({ id }) => !this.builtIn.has(id));
    return own.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async forget(id: string): Promise<void> {
    await this.store.deleteRule(id);
    this.hold(new Map([...this.stored].filter(([storedId]) => storedId !== id)));
  }

  /** Rejects with `invalid-input` where a rule on that could never fire. */
  check(terms: WatchedFigure): void {
    const manifest = this.manifests[terms.service];
    const figure = figureOf(manifest, terms.measurement);
    if (!figure) {
      throw invalidField('measurement', 'unknown-measurement', `${terms.service} has no such measurement`);
    }
    checkTarget(terms, manifest, figure);
    const fault = thresholdFaultOf(terms, { maximum: maximumOf(figure) });
    if (fault) throw invalidField('threshold', fault, THRESHOLD_FAULTS[fault]);
  }

  private async save(rule: Rule): Promise<Rule> {
    this.check(rule);
    if (!(await this.store.saveRule(rule, this.stored.get(rule.id) ?? null))) {
      await this.load();
      throw ruleChanged(this.known(rule.id));
    }
    this.hold(new Map(this.stored).set(rule.id, rule));
    return rule;
  }

  private hold(stored: ReadonlyMap<string, Rule>): void {
    this.stored = stored;
    this.listed = [...this.builtIn.values().map((rule) => stored.get(rule.id) ?? rule), ...this.own()];
    this.active.clear();
  }

  private known(id: string): Rule {
    const rule = this.find(id);
    if (!rule) throw new Refusal('unknown-rule', { id });
    return rule;
  }

  private instant(): string {
    return new Date(this.now()).toISOString();
  }
}

/** What of a rule decides whether it can fire at all. */
export type WatchedFigure = Pick<Rule, 'service' | 'target' | 'measurement' | 'condition' | 'threshold'>;

function checkTarget(
  { target }: WatchedFigure,
  { kind, targets }: ServiceManifest,
  figure: ServiceFigure,
): void {
  if (target === undefined || target === DEFAULT_TARGET) return;
  if (targets === 'one') throw invalidField('target', 'no-targets', `${kind} has one target`);
  if (targets === 'parts' && !figure.isOfParts) {
    throw invalidField('measurement', 'not-of-target', `${kind} has that figure as a whole only`);
  }
}

/** Somebody else has changed the rule since it was read; `at` says when. */
function ruleChanged({ id, updatedAt }: Rule): Refusal {
  return new Refusal('rule-changed', { id, ...(updatedAt && { at: updatedAt }) });
}
