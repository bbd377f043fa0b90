import { HttpClient } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, input, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { DiscordTestReport, type EnvironmentId } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { wordsOfError } from '../../api/problem';
import { Words } from '../../language/words';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { SERVICE_API } from '../service-api';
import { outcomeOf } from './test-outcome';

type Attempt =
  | { readonly state: 'idle' | 'sending' }
  | { readonly state: 'answered'; readonly report: DiscordTestReport }
  | { readonly state: 'failed'; readonly error: unknown };

/** Sends a test message to an environment's channel and shows what Discord answered. */
@Component({
  selector: 'app-discord-test',
  imports: [Button, Notice],
  template: `
    <p class="hint">{{ words.say('services.discord.testHint') }}</p>
    <button appButton type="button" [disabled]="attempt().state === 'sending'" (click)="send()">
      {{ words.say(attempt().state === 'sending' ? 'services.discord.sending' : 'services.discord.send') }}
    </button>
    <div aria-live="polite">
      @if (outcome(); as outcome) {
        <app-notice [tone]="outcome.isDelivered ? 'good' : 'critical'">
          <p>{{ outcome.text }}</p>
          @if (outcome.quote; as quote) {
            <p class="quote">{{ quote }}</p>
          }
        </app-notice>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
    }
    .hint,
    .quote {
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
  `,
})
export class DiscordTest {
  readonly environment = input.required<EnvironmentId>();

  private readonly http = inject(HttpClient);
  private readonly destroyRef = inject(DestroyRef);
  protected readonly words = inject(Words);

  // What one environment's channel answered says nothing about another's.
  protected readonly attempt = linkedSignal<EnvironmentId, Attempt>({
    source: this.environment,
    computation: () => ({ state: 'idle' }),
  });

  protected readonly outcome = computed(() => {
    const attempt = this.attempt();
    if (attempt.state === 'answered') return outcomeOf(attempt.report, this.words);
    if (attempt.state === 'failed') {
      return { isDelivered: false, text: wordsOfError(attempt.error, this.words), quote: null };
    }
    return null;
  });

  protected send(): void {
    const environment = this.environment();
    const settle = (attempt: Attempt) => {
      if (this.environment() === environment) this.attempt.set(attempt);
    };
    this.attempt.set({ state: 'sending' });
    this.http
      .post<unknown>(SERVICE_API.discordTest(environment), {})
      .pipe(
        map((answer) => DiscordTestReport.parse(answer)),
        takeUntilDestroyed(this.destroyRef),
      )
      .subscribe({
        next: (report) => settle({ state: 'answered', report }),
        error: (error: unknown) => settle({ state: 'failed', error }),
      });
  }
}
