import { Component, computed, inject, input, type ResourceRef } from '@angular/core';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Icon } from '../ui/badges/icon';
import { wordsOfError } from '../api/problem';
import { Button } from '../ui/buttons/button';

/**
 * Says what went wrong with a request and offers to try again. Nothing while it goes well, and where the console already says that the server
 * cannot be reached and the page still shows what it knew.
 */
@Component({
  selector: 'app-problem-notice',
  imports: [Icon, Button],
  template: `
    @if (isShown()) {
      <app-icon name="alert" />
      <div class="text">
        <p class="title">
          {{ words.say(isRefresh() ? 'shell.problem.refreshTitle' : 'shell.problem.title') }}
        </p>
        <p>{{ message() }}</p>
      </div>
      <button appButton type="button" (click)="of().reload()">{{ words.say('shell.problem.retry') }}</button>
    }
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
  host: { role: 'alert', '[hidden]': '!isShown()' },
})
export class ProblemNotice {
  /** What was asked for. */
  readonly of = input.required<ResourceRef<unknown>>();
  /** What was known before is still shown, so that less is lost. */
  readonly isRefresh = input(false);

  protected readonly words = inject(Words);
  private readonly feed = inject(LiveFeed);

  protected readonly isShown = computed(
    () => this.of().error() !== undefined && !(this.isRefresh() && this.feed.state() === 'lost'),
  );
  protected readonly message = computed(() => wordsOfError(this.of().error(), this.words));
}
