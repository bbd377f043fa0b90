import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject } from '@angular/core';
import { IncidentState, RuleList, SERVICES, Severity } from '@envscope/contracts/index.js';
import { API, LARGEST_PAGE } from '../../../api/api';
import { addressFilter, isSameFilter } from '../../../resources/address-filter';
import { FilterBar, type FilterChoice } from '../../../filters/filter-bar';
import { Words } from '../../../language/words';
import { titlePage } from '../../../ui/layout/page-title';
import { StatusMark } from '../../../ui/badges/status-mark';
import { filterOf, type IncidentFilter, PERIODS, resolvedOnly, unresolvedOnly } from './incident-filter';
import { IncidentSection } from './incident-section';

/** Everything that went wrong: what goes on first, then what is over. The address has the filter. */
@Component({
  selector: 'app-incidents-page',
  imports: [FilterBar, IncidentSection, StatusMark],
  templateUrl: 'incidents-page.html',
  styleUrls: ['../../../../styles/page.scss', 'incidents-page.scss'],
})
export class IncidentsPage {
  protected readonly words = inject(Words);

  protected readonly address = addressFilter<IncidentFilter>(
    ['environment', 'service', 'state', 'severity', 'period', 'rule'],
    filterOf,
  );
  protected readonly filter = this.address.filter;
  private readonly rules = httpResource(
    () =>
      this.filter().rule === undefined ? undefined : { url: API.rules, params: { limit: LARGEST_PAGE } },
    { parse: (answer) => RuleList.parse(answer).rules },
  );
  /** What it is called whose incidents alone are shown; its id where it is gone. */
  protected readonly rule = computed(() => {
    const id = this.filter().rule;
    if (id === undefined || this.rules.isLoading()) return null;
    const known = this.rules.hasValue() ? this.rules.value().find((rule) => rule.id === id) : undefined;
    return known ? this.words.ruleName(known) : id;
  });
  protected readonly unresolved = computed(() => unresolvedOnly(this.filter()), { equal: isSameFilter });
  protected readonly resolved = computed(() => resolvedOnly(this.filter()), { equal: isSameFilter });

  protected readonly choices = computed((): FilterChoice<keyof IncidentFilter>[] => [
    {
      name: 'service',
      label: this.words.say('shell.word.service'),
      all: this.words.say('incidents.filter.allServices'),
      options: SERVICES.map((value) => ({ value, text: this.words.service(value) })),
    },
    {
      name: 'state',
      label: this.words.say('shell.word.state'),
      all: this.words.say('incidents.filter.allStates'),
      options: IncidentState.options.map((value) => ({
        value,
        text: this.words.say(`alerts.state.${value}`),
      })),
    },
    {
      name: 'severity',
      label: this.words.say('shell.word.severity'),
      all: this.words.say('incidents.filter.allSeverities'),
      options: Severity.options.toReversed().map((value) => ({
        value,
        text: this.words.say(`alerts.severity.${value}`),
      })),
    },
    {
      name: 'period',
      label: this.words.say('shell.word.period'),
      all: this.words.say('incidents.filter.always'),
      options: PERIODS.map((value) => ({ value, text: this.words.say(`incidents.filter.${value}`) })),
    },
  ]);

  constructor() {
    titlePage(() => this.words.say('shell.alerting.incidents'));
    effect(() => {
      if (this.filter().rule !== undefined) void this.words.loadPart('alerting').catch(() => undefined);
    });
  }
}
