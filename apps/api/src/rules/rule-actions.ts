import type { Rule, RuleChange, RuleDraft, RuleList, RuleView } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { RuleRepository } from '@envscope/monitoring/rules/rule-repository.js';
import { Inject, Injectable } from '@nestjs/common';
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
  ) {}

  async list({ cursor, limit }: RulesQuery): Promise<RuleList> {
    const { rules, statistics } = ruleListOf(this.rules.all(), await this.alerts.firings(lastMidnightMs()));
    const { items, nextCursor } = pageOf(rules, { cursor, limit });
    return { rules: items.map((rule) => this.named(rule)), nextCursor, statistics };
  }

  async create(draft: RuleDraft): Promise<Rule> {
    const rule = await this.rules.create(this.checked(draft));
    this.publish();
    return rule;
  }

  async change(id: string, change: RuleChange): Promise<Rule> {
    const rule = await this.rules.change(id, this.checked(change));
    this.publish();
    return rule;
  }

  async reset(id: string): Promise<Rule> {
    const rule = await this.rules.reset(id);
    this.publish();
    return rule;
  }

  async remove(id: string): Promise<void> {
    await this.rules.remove(id);
    this.publish();
  }

  private named(rule: RuleView): RuleView {
    const targetLabel = this.names.labelOf(rule);
    return { ...rule, ...(targetLabel !== undefined && { targetLabel }) };
  }

  private checked<Draft extends RuleDraft>(draft: Draft): Draft {
    for (const environment of draft.environments) knownEnvironment(this.environments, environment);
    return draft;
  }

  private publish(): void {
    this.feed.publish('alert', { topic: 'rules', environment: null, incidentId: null });
  }
}

/** Of the server's day. */
const lastMidnightMs = () => new Date().setHours(0, 0, 0, 0);
