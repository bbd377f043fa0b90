import { HttpClient } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RuleView, Severity } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { addressFilter } from '../../resources/address-filter';
import { Action } from '../../resources/action';
import { ProblemNotice } from '../../resources/problem-notice';
import { Words } from '../../language/words';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { Needs } from '../../session/needs';
import { titlePage } from '../../ui/layout/page-title';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { SearchBar } from '../../ui/tables/search-bar';
import { Failure } from '../../ui/layout/failure';
import { NoMatch } from '../../ui/layout/no-match';
import { Notice } from '../../ui/layout/notice';
import { Skeleton } from '../../ui/layout/skeleton';
import { allRules } from './all-rules';
import { changeOf } from './rule-draft';
import { LastSaved } from './last-saved';
import { filterOf, isFound, RULE_STATES, type RuleFilter } from './rule-filter';
import { RuleSentence } from './rule-sentence';
import { RuleStatisticsList } from './rule-statistics-list';
import { RuleTable } from './rule-table';

/** The rules on measurements: what they watch, which of them fire, and the switch of each. The address has the filter. */
@Component({
  selector: 'app-rules-page',
  imports: [
    Button,
    Choice,
    Failure,
    Needs,
    NoMatch,
    Notice,
    ProblemNotice,
    RouterLink,
    RuleSentence,
    RuleStatisticsList,
    RuleTable,
    SearchBar,
    Skeleton,
  ],
  templateUrl: 'rules-page.html',
  styleUrl: '../../../styles/page.scss',
})
export class RulesPage {
  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  /** What was saved on the page before this one. */
  protected readonly saved = inject(LastSaved).rule;

  private readonly rules = allRules();
  protected readonly resource = this.rules.resource;
  protected readonly list = this.rules.list;

  protected readonly address = addressFilter<RuleFilter>(['text', 'state', 'severity'], filterOf);

  /** The rule that is being turned on or off. */
  protected readonly turning = signal<string | null>(null);
  protected readonly change = new Action();

  protected readonly states = computed(() => [
    { value: '', text: this.words.say('alerting.rules.filter.all') },
    ...RULE_STATES.map((value) => ({ value, text: this.words.say(`alerting.rules.filter.${value}`) })),
  ]);
  protected readonly severities = computed(() => [
    { value: '', text: this.words.say('alerting.rules.filter.anySeverity') },
    ...Severity.options.map((value) => ({ value, text: this.words.say(`alerts.severity.${value}`) })),
  ]);

  protected readonly shown = computed(() => {
    const filter = this.address.filter();
    return (this.list()?.rules ?? []).filter((rule) => isFound(rule, filter, this.words));
  });
  protected readonly count = computed(() =>
    this.words.say('shell.detail.resultCount', {
      shown: this.shown().length,
      total: this.list()?.rules.length ?? 0,
    }),
  );

  private readonly bar = viewChild(SearchBar);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.saved.set(null));
    reloadOnAlerts(this.resource, ({ topic }) => topic === 'rules' || topic === 'incidents');
    titlePage(() => this.words.say('shell.alerting.rules'));
  }

  /** The button that was pressed goes away. */
  protected clear(): void {
    this.bar()?.focus();
    this.address.clear();
  }

  /** Turns a rule on or off; the list says what became of it. */
  protected async turn(rule: RuleView): Promise<void> {
    this.turning.set(rule.id);
    await this.change.run(this.http.put(API.rule(rule.id), changeOf(rule, { isEnabled: !rule.isEnabled })));
    this.turning.set(null);
    this.resource.reload();
  }
}
