import { Component, computed, inject, input, output } from '@angular/core';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Icon } from '../ui/badges/icon';
import { wordsOfError } from '../api/problem';
import { Button } from '../ui/buttons/button';

/**
 * Says what went wrong with a request and offers to try again. Silent where the console already says that the server
 * cannot be reached and the page still shows what it knew.
 */
@Component({
  selector: 'app-problem-notice',
  imports: [Icon, Button],
  template: `
    <app-icon name="alert" />
    <div class="text">
      <p class="title">{{ words.say(isRefresh() ? 'shell.problem.refreshTitle' : 'shell.problem.title') }}</p>
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
    :host([hidden]) {
      display: none;
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
  host: { role: 'alert', '[hidden]': 'isSaid()' },
})
export class ProblemNotice {
  readonly error = input.required<unknown>();
  /** What was known before is still shown, so that less is lost. */
  readonly isRefresh = input(false);
  readonly retry = output();

  protected readonly words = inject(Words);
  private readonly feed = inject(LiveFeed);

  protected readonly isSaid = computed(() => this.isRefresh() && this.feed.state() === 'lost');
  protected readonly message = computed(() => wordsOfError(this.error(), this.words));
}
