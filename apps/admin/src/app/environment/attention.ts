import { Component, computed, inject, input } from '@angular/core';
import { type CheckResult, DEFAULT_TARGET } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { StatusMark } from '../ui/badges/status-mark';

/** Problems that a card names before it only counts. */
const SHOWN = 3;

/** Why a service is not well, in words: the most urgent results. */
@Component({
  selector: 'app-attention',
  imports: [StatusMark],
  template: `
    <ul [attr.aria-label]="words.say('shell.card.attention')">
      @for (problem of problems(); track problem.target) {
        <li [attr.data-status]="problem.status">
          @if (isMixed()) {
            <app-status-mark [status]="problem.status" [label]="words.status(problem.status)" />
          }
          <span>
            @if (problem.name) {
              <span class="name">{{ problem.name }}</span>
            }
            {{ problem.reason }}
          </span>
        </li>
      }
      @if (more() > 0) {
        <li class="muted">{{ words.say('shell.card.moreProblems', { count: more() }) }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-1);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-2);
      background: var(--state-tint);
      font-size: var(--text-s);
    }
    li {
      display: flex;
      gap: var(--space-2);
    }
    li > span {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    app-status-mark {
      margin-block-start: 0.15em;
    }
    .name {
      font-weight: 600;
    }
    .name::after {
      content: ' ·';
      color: var(--ink-muted);
      font-weight: 400;
    }
  `,
  host: { '[attr.data-status]': 'results()[0]?.status' },
})
export class Attention {
  readonly results = input.required<readonly CheckResult[]>();
  /** How many there are in all, where that is more than the results given. */
  readonly total = input<number>();

  protected readonly words = inject(Words);

  protected readonly problems = computed(() =>
    this.results()
      .slice(0, SHOWN)
      .map(({ target, label, status, reason }) => ({
        target,
        status,
        name: target === DEFAULT_TARGET ? null : (label ?? target),
        reason: reason === null ? '' : this.words.reason(reason),
      })),
  );
  protected readonly isMixed = computed(() => this.problems().length > 1);
  protected readonly more = computed(
    () => Math.max(this.total() ?? 0, this.results().length) - this.problems().length,
  );
}
