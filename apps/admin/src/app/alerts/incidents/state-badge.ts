import { Component, computed, inject, input } from '@angular/core';
import { type TargetState, STATUS_OF_STATE } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { StatusBadge } from '../../ui/badges/status-badge';

/** What the console believes of something, as shape and word. */
@Component({
  selector: 'app-state-badge',
  imports: [StatusBadge],
  template: `<app-status-badge [status]="status()" [word]="word()" />`,
})
export class StateBadge {
  readonly targetState = input.required<TargetState>();

  private readonly words = inject(Words);

  protected readonly status = computed(() => STATUS_OF_STATE[this.targetState()]);
  protected readonly word = computed(() => this.words.say(`alerts.targetState.${this.targetState()}`));
}
