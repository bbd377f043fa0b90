import { computed, DestroyRef, inject, signal } from '@angular/core';
import { type Observable, take } from 'rxjs';
import { wordsOfError } from '../api/problem';
import { Words } from '../language/words';

type Stage<T> =
  | { readonly name: 'idle' | 'busy' }
  | { readonly name: 'done'; readonly answer: T }
  | { readonly name: 'failed'; readonly error: unknown };

/**
 * A change that a person asks the server for: whether it is on its way, what the server answered, why it failed. Make it
 * where `inject` works.
 */
export class Action<T = unknown> {
  private readonly words = inject(Words);
  private readonly owner = inject(DestroyRef);
  private readonly stage = signal<Stage<T>>({ name: 'idle' });
  private attempt = 0;

  readonly isBusy = computed(() => this.stage().name === 'busy');
  /** What the last attempt was answered; undefined unless it succeeded. */
  readonly answer = computed(() => {
    const stage = this.stage();
    return stage.name === 'done' ? stage.answer : undefined;
  });
  /** What the last attempt failed with, for whoever says it at a field; undefined unless it did. */
  readonly error = computed(() => {
    const stage = this.stage();
    return stage.name === 'failed' ? stage.error : undefined;
  });
  /** Why the last attempt failed, in words that say what to do; empty unless it did. */
  readonly failure = computed(() => {
    const stage = this.stage();
    return stage.name === 'failed' ? wordsOfError(stage.error, this.words) : '';
  });

  /**
   * Sends the request. False where it failed, or where nobody waits for the answer any more: whoever asked is gone, has
   * asked anew or has begun anew. What was sent is not taken back.
   */
  run(request: Observable<T>): Promise<boolean> {
    const attempt = this.begin({ name: 'busy' });
    return new Promise((resolve) => {
      request.pipe(take(1)).subscribe({
        next: (answer) => resolve(this.settle(attempt, { name: 'done', answer })),
        error: (error: unknown) => {
          this.settle(attempt, { name: 'failed', error });
          resolve(false);
        },
        complete: () => {
          // Whoever was to say something about it first would not.
          if (this.isBusy()) this.settle(attempt, { name: 'idle' });
          resolve(false);
        },
      });
    });
  }

  /** Forgets what came of the last attempt. */
  reset(): void {
    this.begin({ name: 'idle' });
  }

  private begin(stage: Stage<T>): number {
    this.attempt += 1;
    this.stage.set(stage);
    return this.attempt;
  }

  private settle(attempt: number, stage: Stage<T>): boolean {
    if (attempt !== this.attempt || this.owner.destroyed) return false;
    this.stage.set(stage);
    return true;
  }
}
