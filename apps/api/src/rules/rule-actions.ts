import type { Principal } from '@envscope/access/principal.js';
import type {
  EnvironmentId,
  Rule,
  RuleChange,
  RuleDraft,
  RuleList,
  RuleView,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { RuleRepository } from '@envscope/monitoring/rules/rule-repository.js';
import { Inject, Injectable } from '@nestjs/common';
import { AuditNotes } from '../audit/audit-notes.js';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { pageOf } from '../http/input/paging.js';
import type { RulesQuery } from './queries.js';
import { ruleListOf } from './rule-list.js';
import { RuleTargetNames } from './rule-targets.js';

/** What people ask of rules and do to them. */
@Injectable()
export class RuleActions {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly rules: RuleRepository,
    private readonly alerts: AlertReader,
    private readonly feed: LiveFeed,
    private readonly names: RuleTargetNames,
    private readonly notes: AuditNotes,
  ) {}

  /** Those that watch an environment which the asker may read, and what they did there. */
  async list({ cursor, limit }: RulesQuery, asker: Principal): Promise<RuleList> {
    const among = asker.environmentsWith('read');
    const firings = await this.alerts.firings(lastMidnightMs(), among);
    const { rules, statistics } = ruleListOf(this.rules.all().filter(watchesAny(among)), firings);
    const { items, nextCursor } = pageOf(rules, { cursor, limit });
    return { rules: items.map((rule) => this.named(rule)), nextCursor, statistics };
  }

  async create(draft: RuleDraft, asker: Principal): Promise<Rule> {
    demandAll(asker, draft);
    const rule = await this.rules.create(this.checked(draft));
    this.publish(null, rule);
    return rule;
  }

  /** Takes the permission where the rule watches, and where it is to. */
  async change(id: string, change: RuleChange, asker: Principal): Promise<Rule> {
    this.demand(id, asker);
    demandAll(asker, change);
    const before = this.rules.find(id) ?? null;
    const rule = await this.rules.change(id, this.checked(change));
    this.publish(before, rule);
    return rule;
  }

  async reset(id: string, asker: Principal): Promise<Rule> {
    this.demand(id, asker);
    const before = this.rules.find(id) ?? null;
    const rule = await this.rules.reset(id);
    this.publish(before, rule);
    return rule;
  }

  async remove(id: string, asker: Principal): Promise<void> {
    this.demand(id, asker);
    const before = this.rules.find(id) ?? null;
    await this.rules.remove(id);
    this.publish(before, null);
  }

  /** What is not there is refused by whoever looks for it. */
  private demand(id: string, asker: Principal): void {
    const rule = this.rules.all().find((each) => each.id === id);
    if (rule) demandAll(asker, rule);
  }

  private named(rule: RuleView): RuleView {
    const targetLabel = this.names.labelOf(rule);
    return { ...rule, ...(targetLabel !== undefined && { targetLabel }) };
  }

  private checked<Draft extends RuleDraft>(draft: Draft): Draft {
    for (const environment of draft.environments) knownEnvironment(this.environments, environment);
    return draft;
  }

  private publish(before: Rule | null, after: Rule | null): void {
    const rule = after ?? before;
    const [environment = null, ...others] = rule?.environments ?? [];
    this.notes.note({
      ...(rule && { target: { kind: 'rule', id: rule.id } }),
      environment: others.length === 0 ? environment : null,
      before,
      after,
    });
    this.feed.publish('alert', { topic: 'rules', environment: null, incidentId: null });
  }
}

/** Throws `not-permitted`. A rule without environments watches all of them. */
function demandAll(asker: Principal, { environments }: Pick<Rule, 'environments'>): void {
  for (const environment of environments.length === 0 ? [null] : environments) {
    asker.demand('rules:write', environment);
  }
}

function watchesAny(among: readonly EnvironmentId[] | undefined) {
  return ({ environments }: Pick<Rule, 'environments'>) =>
    among === undefined || environments.length === 0 || environments.some((each) => among.includes(each));
}

/** Of the server's day. */
const lastMidnightMs = () => new Date().setHours(0, 0, 0, 0);
