import { Component, computed, inject, input } from '@angular/core';
import { type RuleStatistics, Severity } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Figure, Figures } from '../../ui/figures/figure';

/** How many rules there are, how many of them fire, and the severities of the ones that are on. */
@Component({
  selector: 'app-rule-statistics-list',
  imports: [Figure, Figures],
  template: `
    <dl app-figures>
      @for (figure of figures(); track figure.label) {
        <div
          app-figure
          absent=""
          [label]="figure.label"
          [value]="words.number(figure.count)"
          [tone]="figure.isAlarming ? 'critical' : 'plain'"
        ></div>
      }
    </dl>
  `,
  styles: `
    :host {
      --figure-min: 7rem;
      display: block;
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--surface);
    }
  `,
})
export class RuleStatisticsList {
  readonly statistics = input.required<RuleStatistics>();

  protected readonly words = inject(Words);

  protected readonly figures = computed(() => {
    const statistics = this.statistics();
    const numbers = (['total', 'active', 'firing', 'firedToday'] as const).map((name) => ({
      label: this.words.say(`alerting.rules.statistics.${name}`),
      count: statistics[name],
      isAlarming: name === 'firing' && statistics.firing > 0,
    }));
    const severities = Severity.options.toReversed().map((severity) => ({
      label: this.words.say('alerting.rules.statistics.ofSeverity', {
        severity: this.words.say(`alerts.severity.${severity}`),
      }),
      count: statistics.bySeverity[severity],
      isAlarming: false,
    }));
    return [...numbers, ...severities];
  });
}
