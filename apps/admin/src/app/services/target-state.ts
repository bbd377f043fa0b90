import { Component, computed, inject, input } from '@angular/core';
import type { CheckStatus, Reason } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { StatusMark } from '../ui/badges/status-mark';

/** What a check said of a target, in a table: the status as shape and word, and why it is not up. */
@Component({
  selector: 'app-target-state',
  imports: [StatusMark],
  template: `
    <span class="word" [attr.data-status]="status()">
      <app-status-mark [status]="status()" /> {{ word() ?? words.status(status()) }}
    </span>
    @if (why(); as text) {
      <div class="minor">{{ text }}</div>
    }
  `,
  styles: `
    .word {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      white-space: nowrap;
    }
    .word:is([data-status='down'], [data-status='degraded']) {
      color: var(--state-ink);
      font-weight: 600;
    }
    .minor {
      max-inline-size: 26rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class TargetState {
  readonly status = input.required<CheckStatus>();
  readonly reason = input<Reason | null>();
  /** A vendor's own word for the status. */
  readonly word = input<string>();

  protected readonly words = inject(Words);

  protected readonly why = computed(() => {
    const reason = this.reason();
    return reason ? this.words.reason(reason) : null;
  });
}
