import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RuleView, Severity } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { EnvironmentMark } from '../environment-mark';
import { SeverityChip } from '../../ui/badges/severity-chip';
import { SortHeader } from '../../ui/tables/sort-header';
import { Sorting } from '../../ui/tables/sorting';
import { Switch } from '../../ui/forms/switch';
import { TableFrame } from '../../ui/tables/table-frame';
import { conditionOf } from './rule-words';

/** Rules, one a row: what each watches, when it fires, and whether it does. */
@Component({
  selector: 'app-rule-table',
  imports: [Ago, EnvironmentMark, RouterLink, SeverityChip, SortHeader, Switch, TableFrame],
  templateUrl: 'rule-table.html',
  styleUrl: 'rule-table.scss',
})
export class RuleTable {
  readonly rules = input.required<readonly RuleView[]>();
  /** The id of the one that is being turned on or off: one at a time, so that each failure is seen. */
  readonly turning = input.required<string | null>();
  readonly turned = output<RuleView>();

  protected readonly words = inject(Words);

  protected readonly sorting = new Sorting({
    name: (rule: RuleView) => this.words.ruleName(rule),
    watched: (rule: RuleView) =>
      `${this.words.service(rule.service)} ${this.words.measurement(rule.measurement)}`,
    severity: (rule: RuleView) => Severity.options.indexOf(rule.severity),
    cooldown: (rule: RuleView) => rule.cooldownMs,
    fired: (rule: RuleView) => (rule.lastFiredAt === null ? null : Date.parse(rule.lastFiredAt)),
    isEnabled: (rule: RuleView) => Number(rule.isEnabled),
  });

  protected readonly rows = computed(() =>
    this.sorting.sorted(this.rules(), this.words.language()).map((rule) => ({
      rule,
      name: this.words.ruleName(rule),
      measurement: this.words.measurement(rule.measurement),
      severity: this.words.say(`alerts.severity.${rule.severity}`),
      condition: conditionOf(rule, this.words),
      cooldown:
        rule.cooldownMs === 0
          ? this.words.say('alerting.rules.noCooldown')
          : this.words.duration(rule.cooldownMs),
    })),
  );
}
