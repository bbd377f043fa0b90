import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Incident } from '@envscope/contracts/index.js';
import { Words } from '../../../language/words';
import { Lasting } from '../../../live/lasting';
import { Fact, Facts } from '../../../ui/figures/fact';
import { SeverityChip } from '../../../ui/badges/severity-chip';
import { nameOfTarget } from '@envscope/texts/incident-name.js';
import { causeOfIncident, ruleName } from '../incident-name';

/** What an incident began with, its severity, and since when. */
@Component({
  selector: 'app-incident-facts',
  imports: [Fact, Facts, Lasting, RouterLink, SeverityChip],
  template: `
    <p class="cause">
      <span class="target minor">{{ target() }}</span>
      {{ cause() }}
    </p>
    <dl app-facts>
      <div app-fact [label]="words.say('shell.word.severity')">
        <app-severity-chip [severity]="incident().severity" />
      </div>
      <div app-fact [label]="words.say('shell.word.duration')">
        <app-lasting [from]="incident().startedAt" [to]="incident().resolvedAt" />
      </div>
      <div
        app-fact
        [label]="words.say('incidents.detail.since')"
        [value]="words.moment(incident().startedAt)"
      ></div>
      @if (incident().resolvedAt; as resolvedAt) {
        <div
          app-fact
          [label]="words.say('incidents.detail.resolved')"
          [value]="words.moment(resolvedAt)"
        ></div>
      } @else {
        <div
          app-fact
          [label]="words.say('incidents.detail.opened')"
          [value]="words.moment(incident().openedAt)"
        ></div>
      }
      <div app-fact [label]="words.say('incidents.detail.worst')" [value]="worst()"></div>
      @if (incident().rule; as rule) {
        <div app-fact [label]="words.say('incidents.detail.rule')">
          <a [routerLink]="['/rules', rule.id]">{{ nameOfRule(rule) }}</a>
        </div>
      }
    </dl>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    .cause {
      font-size: var(--text-l);
      overflow-wrap: anywhere;
    }
    .target {
      display: block;
    }
  `,
})
export class IncidentFacts {
  readonly incident = input.required<Incident>();

  protected readonly words = inject(Words);

  protected readonly cause = computed(() => causeOfIncident(this.incident(), this.words));
  protected readonly target = computed(() => nameOfTarget(this.incident().firstCause, this.words));
  protected readonly worst = computed(() => this.words.say(`alerts.targetState.${this.incident().worst}`));

  protected nameOfRule(rule: NonNullable<Incident['rule']>): string {
    return ruleName(rule, this.words);
  }
}
