import { HttpClient } from '@angular/common/http';
import { computed, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ReplayReport } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { wordsOfError } from '../../api/problem';
import { Words } from '../../language/words';

type Attempt =
  | { readonly state: 'idle' | 'asking' }
  | { readonly state: 'done'; readonly replayed: number }
  | { readonly state: 'failed'; readonly error: unknown };

/** Has dead letters put back into their queues, and says what came of it. Make it where `inject` works. */
export class Replaying {
  private readonly http = inject(HttpClient);
  private readonly words = inject(Words);
  private readonly destroyRef = inject(DestroyRef);
  private readonly attempt = signal<Attempt>({ state: 'idle' });

  readonly isBusy = computed(() => this.attempt().state === 'asking');
  readonly hasFailed = computed(() => this.attempt().state === 'failed');
  /** Empty before anything was asked. */
  readonly outcome = computed(() => {
    const attempt = this.attempt();
    if (attempt.state === 'failed') return wordsOfError(attempt.error, this.words);
    if (attempt.state !== 'done') return '';
    return this.words.say('alerting.deliveries.replayed', { count: attempt.replayed });
  });

  ask(url: string, body: object, done: () => void): void {
    this.attempt.set({ state: 'asking' });
    this.http
      .post<unknown>(url, body)
      .pipe(
        map((answer) => ReplayReport.parse(answer)),
        takeUntilDestroyed(this.destroyRef),
      )
      .subscribe({
        next: ({ replayed }) => {
          this.attempt.set({ state: 'done', replayed });
          done();
        },
        error: (error: unknown) => this.attempt.set({ state: 'failed', error }),
      });
  }
}
