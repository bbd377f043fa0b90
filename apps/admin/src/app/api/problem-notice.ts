import { Component, computed, inject, input, output } from '@angular/core';
import { Words } from '../language/words';
import { Icon } from '../ui/icon';
import { wordsOfError } from './problem';
import { Button } from '../ui/button';

/** Says what went wrong with a request and offers to try again. */
@Component({
  selector: 'app-problem-notice',
  imports: [Icon, Button],
  template: `
    <app-icon name="alert" />
    <div class="text">
      <p class="title">{{ title() ?? words.say('shell.problem.title') }}</p>
      <p>{{ message() }}</p>
    </div>
    <button appButton type="button" (click)="retry.emit()">
      {{ words.say('shell.problem.retry') }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4);
      border: 1px solid color-mix(in srgb, var(--state-degraded) 40%, transparent);
      border-radius: var(--radius-3);
      background: var(--state-degraded-tint);
      color: var(--ink);
    }
    app-icon {
      color: var(--state-degraded-ink);
    }
    .text {
      flex: 1 1 16rem;
      min-inline-size: 0;
    }
    .title {
      font-weight: 600;
    }
  `,
  host: { role: 'alert' },
})
export class ProblemNotice {
  readonly error = input.required<unknown>();
  readonly title = input<string>();
  readonly retry = output();

  protected readonly words = inject(Words);

  protected readonly message = computed(() => wordsOfError(this.error(), this.words));
}
