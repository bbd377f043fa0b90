import { HttpClient } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  CheckAccepted,
  type CheckRequest,
  type EnvironmentId,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import {
  combineLatest,
  first,
  map,
  type Observable,
  scan,
  startWith,
  tap,
  timeout,
  TimeoutError,
} from 'rxjs';
import { API } from '../api/api';
import { wordsOfError } from '../api/problem';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Icon } from '../ui/badges/icon';
import { Button } from '../ui/buttons/button';

/** Longer than any check may take; after that the button is offered again, whatever became of the check. */
const LONGEST_CHECK_MS = 20_000;

/** Has a service, or all of an environment, checked now. What comes of it arrives as an event. */
@Component({
  selector: 'app-check-now',
  imports: [Icon, Button],
  template: `
    <button
      appButton
      type="button"
      [disabled]="phase() !== 'idle'"
      [attr.aria-label]="label()"
      (click)="check()"
    >
      <app-icon name="refresh" [class.turning]="phase() !== 'idle'" />
      {{ word() }}
    </button>
    <span class="failure" role="status">{{ failure() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    .failure {
      color: var(--state-degraded-ink);
      font-size: var(--text-s);
    }
    .failure:empty {
      display: none;
    }
    .turning {
      animation: turn 1s linear infinite;
    }
    @keyframes turn {
      to {
        rotate: 360deg;
      }
    }
  `,
})
export class CheckNow {
  readonly environment = input.required<EnvironmentId>();
  /** Just this one; all of them without it. */
  readonly service = input<ServiceKind>();

  private readonly http = inject(HttpClient);
  private readonly feed = inject(LiveFeed);
  private readonly words = inject(Words);
  private readonly destroyRef = inject(DestroyRef);

  protected readonly phase = signal<'idle' | 'asking' | 'running'>('idle');
  private readonly error = signal<unknown>(undefined);

  protected readonly failure = computed(() =>
    this.error() === undefined ? '' : wordsOfError(this.error(), this.words),
  );
  protected readonly word = computed(() => {
    const phase = this.phase();
    if (phase !== 'idle') return this.words.say(`shell.check.${phase}`);
    return this.words.say(this.service() ? 'shell.check.now' : 'shell.environment.checkAll');
  });
  protected readonly label = computed(() => {
    const service = this.service();
    if (this.phase() !== 'idle' || !service) return null;
    return this.words.say('shell.check.nowOf', { name: this.words.service(service) });
  });

  protected check(): void {
    const [environment, service] = [this.environment(), this.service()];
    const request: CheckRequest = service ? { service } : {};
    this.error.set(undefined);
    this.phase.set('asking');
    const accepted = this.http.post(API.checks(environment), request).pipe(
      map((answer) => CheckAccepted.parse(answer)),
      tap(() => this.phase.set('running')),
    );
    // Looks are heard from before the request: a quick one is over before its acceptance has come.
    combineLatest([this.looksAt(environment), accepted])
      .pipe(
        first(([looked, { services }]) => services.every((awaited) => looked.has(awaited))),
        timeout(LONGEST_CHECK_MS),
        takeUntilDestroyed(this.destroyRef),
      )
      .subscribe({
        next: () => this.phase.set('idle'),
        error: (error: unknown) => {
          if (!(error instanceof TimeoutError)) this.error.set(error);
          this.phase.set('idle');
        },
      });
  }

  /** The services that were looked at since somebody listens. */
  private looksAt(environment: EnvironmentId): Observable<ReadonlySet<ServiceKind>> {
    return this.feed.news.pipe(
      scan(
        (looked, news) =>
          news.kind === 'observation' && news.observation.environment === environment
            ? looked.add(news.observation.service)
            : looked,
        new Set<ServiceKind>(),
      ),
      startWith(new Set<ServiceKind>()),
    );
  }
}
