import { Component, computed, inject, input } from '@angular/core';
import type { CheckStatus, TargetState } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { StatusBadge } from '../../ui/badges/status-badge';

/** States are drawn as the statuses that lead to them. */
const STATUSES = {
  failing: 'down',
  degraded: 'degraded',
  unknown: 'unknown',
  healthy: 'up',
} as const satisfies Record<TargetState, CheckStatus>;

/** What the console believes of something, as shape and word. */
@Component({
  selector: 'app-state-badge',
  imports: [StatusBadge],
  template: `<app-status-badge [status]="status()" [word]="word()" />`,
})
export class StateBadge {
  readonly targetState = input.required<TargetState>();

  private readonly words = inject(Words);

  protected readonly status = computed(() => STATUSES[this.targetState()]);
  protected readonly word = computed(() => this.words.say(`alerts.targetState.${this.targetState()}`));
}
