import { HttpClient } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, input, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ChannelTestReport } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { wordsOfError } from '../../api/problem';
import { Words } from '../../language/words';
import { Button } from '../../ui/buttons/button';
import { Notice } from '../../ui/layout/notice';
import { outcomeOf } from './test-outcome';

type Attempt =
  | { readonly state: 'idle' | 'sending' }
  | { readonly state: 'answered'; readonly report: ChannelTestReport }
  | { readonly state: 'failed'; readonly error: unknown };

/** Sends a test message to a channel and shows what the channel answered. */
@Component({
  selector: 'app-channel-test',
  imports: [Button, Notice],
  template: `
    <button
      appButton
      type="button"
      [disabled]="attempt().state === 'sending'"
      [attr.aria-label]="label()"
      (click)="send()"
    >
      {{ words.say(attempt().state === 'sending' ? 'services.test.sending' : 'services.test.send') }}
    </button>
    <div aria-live="polite">
      @if (outcome(); as outcome) {
        <app-notice [tone]="outcome.isDelivered ? 'good' : 'critical'">
          <p>{{ outcome.text }}</p>
          @if (outcome.advice; as advice) {
            <p>{{ advice }}</p>
          }
          @if (outcome.answer; as answer) {
            <p class="answer">{{ answer }}</p>
          }
        </app-notice>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
    }
    .answer {
      color: var(--ink-muted);
    }
  `,
})
export class ChannelTest {
  /** The channel's id. */
  readonly channel = input.required<string>();
  /** Names the button where several stand on one page. */
  readonly label = input<string>();

  private readonly http = inject(HttpClient);
  private readonly destroyRef = inject(DestroyRef);
  protected readonly words = inject(Words);

  // What one channel answered says nothing about another.
  protected readonly attempt = linkedSignal<string, Attempt>({
    source: this.channel,
    computation: () => ({ state: 'idle' }),
  });

  protected readonly outcome = computed(() => {
    const attempt = this.attempt();
    if (attempt.state === 'answered') return outcomeOf(attempt.report, this.words);
    if (attempt.state === 'failed') {
      return {
        isDelivered: false,
        text: wordsOfError(attempt.error, this.words),
        advice: null,
        answer: null,
      };
    }
    return null;
  });

  protected send(): void {
    const channel = this.channel();
    const settle = (attempt: Attempt) => {
      if (this.channel() === channel) this.attempt.set(attempt);
    };
    this.attempt.set({ state: 'sending' });
    this.http
      .post<unknown>(API.channelTests(channel), {})
      .pipe(
        map((answer) => ChannelTestReport.parse(answer)),
        takeUntilDestroyed(this.destroyRef),
      )
      .subscribe({
        next: (report) => settle({ state: 'answered', report }),
        error: (error: unknown) => settle({ state: 'failed', error }),
      });
  }
}
