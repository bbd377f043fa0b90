import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RuleView, Severity } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { ProblemNotice } from '../../resources/problem-notice';
import { Words } from '../../language/words';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { titlePage } from '../../ui/layout/page-title';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { SearchBar } from '../../ui/forms/search-bar';
import { Failure } from '../../ui/layout/failure';
import { Skeleton } from '../../ui/layout/skeleton';
import { allRules } from './all-rules';
import { changeOf } from './rule-draft';
import { RuleStatisticsList } from './rule-statistics-list';
import { RuleTable } from './rule-table';

/** What a reader may narrow the rules down to. */
const STATES = ['all', 'firing', 'on', 'off'] as const;
type State = (typeof STATES)[number];

const IS_IN: Readonly<Record<State, (rule: RuleView) => boolean>> = {
  all: () => true,
  firing: ({ firing }) => firing > 0,
  on: ({ isEnabled }) => isEnabled,
  off: ({ isEnabled }) => !isEnabled,
};

/** The rules on measurements: what they watch, which of them fire, and the switch of each. */
@Component({
  selector: 'app-rules-page',
  imports: [
    Button,
    Choice,
    Failure,
    ProblemNotice,
    RouterLink,
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

  private readonly rules = allRules();
  protected readonly resource = this.rules.resource;
  protected readonly list = this.rules.list;

  protected readonly text = signal('');
  protected readonly state = signal('all');
  protected readonly severity = signal('');

  /** The rule that is being turned on or off. */
  protected readonly turning = signal<string | null>(null);
  protected readonly change = new Action();

  protected readonly states = computed(() =>
    STATES.map((value) => ({ value, text: this.words.say(`alerting.rules.filter.${value}`) })),
  );
  protected readonly severities = computed(() => [
    { value: '', text: this.words.say('alerting.rules.filter.anySeverity') },
    ...Severity.options.map((value) => ({ value, text: this.words.say(`alerts.severity.${value}`) })),
  ]);

  protected readonly shown = computed(() => {
    const [text, severity] = [this.text().trim().toLocaleLowerCase(), this.severity()];
    const isInState = IS_IN[STATES.find((state) => state === this.state()) ?? 'all'];
    return (this.list()?.rules ?? []).filter(
      (rule) =>
        isInState(rule) &&
        (severity === '' || rule.severity === severity) &&
        this.textOf(rule).includes(text),
    );
  });
  protected readonly count = computed(() =>
    this.words.say('shell.detail.resultCount', {
      shown: this.shown().length,
      total: this.list()?.rules.length ?? 0,
    }),
  );

  constructor() {
    reloadOnAlerts(this.resource, ({ topic }) => topic === 'rules' || topic === 'incidents');
    titlePage(() => this.words.say('shell.alerting.rules'));
  }

  /** Turns a rule on or off; the list says what became of it. */
  protected async turn(rule: RuleView): Promise<void> {
    this.turning.set(rule.id);
    await this.change.run(this.http.put(API.rule(rule.id), changeOf(rule, { isEnabled: !rule.isEnabled })));
    this.turning.set(null);
    this.resource.reload();
  }

  protected clear(): void {
    this.text.set('');
    this.state.set('all');
    this.severity.set('');
  }

  /** Everything of a rule that a reader may look for. */
  private textOf(rule: RuleView): string {
    const { service, measurement, environments, tags } = rule;
    const names = [
      this.words.ruleName(rule),
      this.words.service(service),
      this.words.measurement(measurement),
    ];
    return [...names, ...environments, ...tags].join(' ').toLocaleLowerCase();
  }
}
