import { HttpClient } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  CheckAccepted,
  type CheckRequest,
  type EnvironmentId,
  type ObservationEvent,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import { combineLatest, filter, map, type Observable, of, scan, startWith, tap, timeout } from 'rxjs';
import { API } from '../api/api';
import { Action } from '../resources/action';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Needs } from '../session/needs';
import { Icon } from '../ui/badges/icon';
import { Button } from '../ui/buttons/button';

/** Longer than any check may take; after that the button is offered again, whatever became of the check. */
const LONGEST_CHECK_MS = 20_000;

/** Has a service, or all of an environment, checked now. What comes of it arrives as an event. */
@Component({
  selector: 'app-check-now',
  imports: [Button, Icon, Needs],
  template: `
    <button
      appButton
      type="button"
      appNeeds="checks:run"
      [appNeedsIn]="environment()"
      [isBusy]="phase() !== 'idle'"
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
  /** Just this one of the service's targets; all of them without it. */
  readonly target = input<TargetId>();

  private readonly http = inject(HttpClient);
  private readonly feed = inject(LiveFeed);
  private readonly words = inject(Words);
  private readonly destroyRef = inject(DestroyRef);

  private readonly action = new Action();
  private readonly isAccepted = signal(false);

  protected readonly failure = this.action.failure;
  protected readonly phase = computed(() => {
    if (!this.action.isBusy()) return 'idle';
    return this.isAccepted() ? 'running' : 'asking';
  });
  protected readonly word = computed(() => {
    const phase = this.phase();
    if (phase !== 'idle') return this.words.say(`shell.check.${phase}`);
    return this.words.say(this.service() ? 'shell.check.now' : 'shell.environment.checkAll');
  });
  protected readonly label = computed(() => {
    const service = this.service();
    if (this.phase() !== 'idle' || !service) return null;
    return this.words.say('shell.check.nowOf', { name: this.target() ?? this.words.service(service) });
  });

  protected check(): void {
    const [environment, service, target] = [this.environment(), this.service(), this.target()];
    const request: CheckRequest = { ...(service && { service }), ...(target && { target }) };
    this.isAccepted.set(false);
    const accepted = this.http.post(API.checks(environment), request).pipe(
      map((answer) => CheckAccepted.parse(answer)),
      tap(() => this.isAccepted.set(true)),
    );
    // Checks are heard of from before the request: a quick one is over before its acceptance has come.
    const checked = combineLatest([this.checkedIn(environment, target), accepted]).pipe(
      filter(([checked, { services }]) => services.every((awaited) => checked.has(awaited))),
      timeout({ first: LONGEST_CHECK_MS, with: () => of(null) }),
      takeUntilDestroyed(this.destroyRef),
    );
    void this.action.run(checked);
  }

  /** The services that were checked, or whose target was, since somebody listens. */
  private checkedIn(
    environment: EnvironmentId,
    target: TargetId | undefined,
  ): Observable<ReadonlySet<ServiceKind>> {
    const isMeant = (observation: ObservationEvent) =>
      observation.environment === environment &&
      (target === undefined || observation.requested?.includes(target));
    return this.feed.news.pipe(
      scan(
        (checked, news) =>
          news.kind === 'observation' && isMeant(news.observation)
            ? checked.add(news.observation.service)
            : checked,
        new Set<ServiceKind>(),
      ),
      startWith(new Set<ServiceKind>()),
    );
  }
}
