import { Component, computed, inject, input } from '@angular/core';
import type { RequestHealth } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Notice } from '../../ui/layout/notice';

const TONES = {
  healthy: 'good',
  warning: 'warning',
  critical: 'critical',
  unknown: 'info',
  pending: 'info',
} as const;

/** The application's health in words, and what the word means. */
@Component({
  selector: 'app-health-word',
  imports: [Notice],
  template: `
    <app-notice [tone]="tone()">
      <strong>{{ name() }}</strong>
      {{ meaning() }}
    </app-notice>
  `,
  styles: `
    strong {
      font-weight: 600;
      margin-inline-end: var(--space-1);
    }
  `,
})
export class HealthWord {
  /** Null before there is a window. */
  readonly health = input.required<RequestHealth | null>();

  private readonly words = inject(Words);

  private readonly state = computed(() => this.health() ?? 'pending');
  protected readonly name = computed(() => this.words.say(`services.requests.healths.${this.state()}`));
  protected readonly meaning = computed(() =>
    this.words.say(`services.requests.healthMeanings.${this.state()}`),
  );
  protected readonly tone = computed(() => TONES[this.state()]);
}
