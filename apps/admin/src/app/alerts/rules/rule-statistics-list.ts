import { Component, computed, inject, input } from '@angular/core';
import { type RuleStatistics, Severity } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { type FigureEntry, FigureList } from '../../ui/figures/figure-list';

/** How many rules there are, how many of them fire, and the severities of the ones that are on. */
@Component({
  selector: 'app-rule-statistics-list',
  imports: [FigureList],
  template: `<app-figure-list [figures]="figures()" />`,
  styles: `
    :host {
      --figure-min: 7rem;
    }
  `,
  host: { class: 'panel' },
})
export class RuleStatisticsList {
  readonly statistics = input.required<RuleStatistics>();

  private readonly words = inject(Words);

  protected readonly figures = computed(() => {
    const statistics = this.statistics();
    const figure = (label: string, count: number): FigureEntry => ({
      label,
      value: this.words.number(count),
      absent: '',
    });
    const numbers = (['total', 'active', 'firing', 'firedToday'] as const).map((name) => ({
      ...figure(this.words.say(`alerting.rules.statistics.${name}`), statistics[name]),
      tone: name === 'firing' && statistics.firing > 0 ? ('critical' as const) : ('plain' as const),
    }));
    const severities = Severity.options.toReversed().map((severity) => {
      const words = { severity: this.words.say(`alerts.severity.${severity}`) };
      return figure(
        this.words.say('alerting.rules.statistics.ofSeverity', words),
        statistics.bySeverity[severity],
      );
    });
    return [...numbers, ...severities];
  });
}
