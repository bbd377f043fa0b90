import { Component, computed, inject, input } from '@angular/core';
import type { CheckStatus } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Tip } from '../ui/badges/tip';

/**
 * Says of a service whose last check was good that its incident goes on. It stands in the line that says since when, whose height
 * it does not change, as incidents may come after the service.
 */
@Component({
  selector: 'app-recovering-mark',
  imports: [Tip],
  template: `
    @if (isShown()) {
      <span tabindex="0" [appTip]="note()" [attr.aria-description]="note()">{{
        words.say('shell.card.recovering')
      }}</span>
    }
  `,
  styles: `
    span {
      color: var(--state-degraded-ink);
      font-weight: 600;
    }
  `,
  host: { '[hidden]': '!isShown()' },
})
export class RecoveringMark {
  /** By its last check. */
  readonly status = input.required<CheckStatus>();
  /** With its incidents, as tabs and lists say it. */
  readonly standing = input<CheckStatus>();

  protected readonly words = inject(Words);
  protected readonly isShown = computed(() => this.status() === 'up' && (this.standing() ?? 'up') !== 'up');
  protected readonly note = computed(() => this.words.say('shell.card.recoveringNote'));
}
