import { Component, computed, inject } from '@angular/core';
import { IncidentState, SERVICES, Severity } from '@envscope/contracts/index.js';
import { Configuration } from '../../../configuration/configuration';
import { addressFilter, isSameFilter } from '../../../resources/address-filter';
import { Words } from '../../../language/words';
import { titlePage } from '../../../ui/layout/page-title';
import { Button } from '../../../ui/buttons/button';
import { Choice } from '../../../ui/forms/choice';
import type { Option } from '../../../ui/forms/option';
import { Icon } from '../../../ui/badges/icon';
import { StatusMark } from '../../../ui/badges/status-mark';
import { filterOf, type IncidentFilter, type Period, resolvedOnly, unresolvedOnly } from './incident-filter';
import { IncidentSection } from './incident-section';

/** Everything that went wrong: what goes on first, then what is over. The address has the filter. */
@Component({
  selector: 'app-incidents-page',
  imports: [Button, Choice, Icon, IncidentSection, StatusMark],
  templateUrl: 'incidents-page.html',
  styleUrls: ['../../../../styles/page.scss', 'incidents-page.scss'],
})
export class IncidentsPage {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly address = addressFilter<IncidentFilter>(
    ['environment', 'service', 'state', 'severity', 'period', 'rule'],
    filterOf,
  );
  protected readonly filter = this.address.filter;
  protected readonly unresolved = computed(() => unresolvedOnly(this.filter()), { equal: isSameFilter });
  protected readonly resolved = computed(() => resolvedOnly(this.filter()), { equal: isSameFilter });

  protected readonly choices = computed(() => [
    this.choice('environment', 'allEnvironments', this.configuration.environmentOptions()),
    this.choice(
      'service',
      'allServices',
      SERVICES.map((service) => ({ value: service, text: this.words.service(service) })),
    ),
    this.choice(
      'state',
      'allStates',
      IncidentState.options.map((state) => ({ value: state, text: this.words.say(`alerts.state.${state}`) })),
    ),
    this.choice(
      'severity',
      'allSeverities',
      Severity.options
        .map((severity) => ({ value: severity, text: this.words.say(`alerts.severity.${severity}`) }))
        .reverse(),
    ),
    this.choice(
      'period',
      'always',
      (['day', 'week', 'month'] as const satisfies readonly Period[]).map((period) => ({
        value: period,
        text: this.words.say(`incidents.filter.${period}`),
      })),
    ),
  ]);

  constructor() {
    titlePage(() => this.words.say('shell.alerting.incidents'));
  }

  private choice(
    name: Exclude<keyof IncidentFilter, 'rule'>,
    all: 'allEnvironments' | 'allServices' | 'allStates' | 'allSeverities' | 'always',
    options: readonly Option[],
  ) {
    return {
      name,
      label: this.words.say(`shell.word.${name}`),
      options: [{ value: '', text: this.words.say(`incidents.filter.${all}`) }, ...options],
      chosen: this.filter()[name] ?? '',
    };
  }
}
