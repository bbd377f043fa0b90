import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RuleView, Severity } from '@envscope/contracts/index.js';
import { EnvironmentMark } from '../../configuration/environment-mark';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Needs } from '../../session/needs';
import { placesOf } from '../../session/place';
import { SeverityChip } from '../../ui/badges/severity-chip';
import { Switch } from '../../ui/forms/switch';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';
import { conditionOf, subjectOf } from './rule-words';

const RULES: TableOf<RuleView> = {
  key: ({ id }) => id,
  isFaint: ({ isEnabled }) => !isEnabled,
  first: Infinity,
  columns: [
    {
      label: 'shell.word.name',
      cell: 'name',
      value: (rule, words) => words.ruleName(rule),
      isSorted: true,
    },
    {
      label: 'alerting.rules.watches',
      cell: 'watched',
      value: ({ service, measurement }, words) =>
        `${words.service(service)} ${words.measurement(measurement)}`,
      isSorted: true,
      shape: 'wide',
    },
    { label: 'alerting.rules.fires', value: (rule, words) => conditionOf(rule, words), shape: 'wide' },
    {
      label: 'shell.word.severity',
      cell: 'severity',
      value: ({ severity }) => Severity.options.indexOf(severity),
      isSorted: true,
    },
    {
      label: 'alerting.rules.cooldown',
      cell: 'cooldown',
      value: ({ cooldownMs }) => cooldownMs,
      isSorted: true,
      shape: 'steady',
    },
    {
      label: 'alerting.rules.fired',
      cell: 'fired',
      at: ({ lastFiredAt }) => lastFiredAt,
      isSorted: true,
      shape: 'steady',
    },
    {
      label: 'alerting.rules.enabled',
      cell: 'switch',
      value: ({ isEnabled }) => Number(isEnabled),
      isSorted: true,
    },
    { label: 'alerting.rules.actions', cell: 'actions', isUnheaded: true, shape: 'steady' },
  ],
};

/** Rules, one a row: what each watches, when it fires, and whether it does. */
@Component({
  selector: 'app-rule-table',
  imports: [Ago, Cell, DataTable, EnvironmentMark, Needs, RouterLink, SeverityChip, Switch],
  templateUrl: 'rule-table.html',
  styleUrl: 'rule-table.scss',
})
export class RuleTable {
  readonly rules = input.required<readonly RuleView[]>();
  /** The id of the one that is being turned on or off: one at a time, so that each failure is seen. */
  readonly turning = input.required<string | null>();
  readonly turned = output<RuleView>();

  protected readonly words = inject(Words);
  protected readonly placesOf = placesOf;

  protected readonly table = RULES;

  protected subject(rule: RuleView): string {
    return subjectOf(rule, rule.targetLabel, this.words);
  }
}
