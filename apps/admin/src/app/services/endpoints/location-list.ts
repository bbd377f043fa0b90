import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LocationResult } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Session } from '../../session/session';
import { StatusMark } from '../../ui/badges/status-mark';

/** What an endpoint looked like from each location: status as shape and word, response time, age, and why it is not up. */
@Component({
  selector: 'app-location-list',
  imports: [Ago, RouterLink, StatusMark],
  template: `
    <ul [attr.aria-label]="words.say('services.endpoints.locations', { name: name() })">
      @for (line of lines(); track line.location) {
        <li [class.uncounted]="line.standing !== 'fresh'">
          <app-status-mark [status]="line.shown" />
          <span class="location">{{ line.location }}</span>
          <span class="said">
            @if (line.standing === 'silent' && mayShowWorkers()) {
              <a routerLink="/workers">{{ line.word }}</a>
            } @else {
              {{ line.word }}
            }
            @if (line.latency; as latency) {
              · {{ latency }}
            }
            @if (line.reportedAt; as at) {
              · <app-ago [at]="at" />
            }
          </span>
          @if (line.why; as why) {
            <span class="why">{{ why }}</span>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-1);
      margin-block: var(--space-1) 0;
      padding: 0;
      list-style: none;
      font-size: var(--text-s);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--space-1);
      max-inline-size: 26rem;
    }
    .location {
      font-weight: 500;
    }
    .said,
    .why,
    .uncounted {
      color: var(--ink-muted);
    }
    .why {
      flex-basis: 100%;
      padding-inline-start: 1.25rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class LocationList {
  readonly locations = input.required<readonly LocationResult[]>();
  /** What the endpoint is called. */
  readonly name = input.required<string>();

  protected readonly words = inject(Words);
  private readonly session = inject(Session);

  /** Where a person learns why a location is silent. */
  protected readonly mayShowWorkers = computed(() => this.session.may('read', null));

  protected readonly lines = computed(() =>
    this.locations().map(({ location, standing, status, latencyMs, reason, reportedAt }) => {
      const isFresh = standing === 'fresh';
      return {
        location,
        standing,
        // What is too old says nothing of now.
        shown: isFresh && status !== null ? status : ('unknown' as const),
        word: this.wordOf(standing, status),
        latency: isFresh && latencyMs !== null ? this.words.duration(latencyMs) : null,
        reportedAt,
        why: isFresh && reason !== null ? this.words.reason(reason) : null,
      };
    }),
  );

  private wordOf(standing: LocationResult['standing'], status: LocationResult['status']): string {
    if (standing === 'fresh' && status !== null) return this.words.status(status);
    if (standing === 'awaited') return this.words.say('services.endpoints.standing.awaited');
    return this.words.say(
      status === null ? 'services.endpoints.standing.never' : 'services.endpoints.standing.silent',
    );
  }
}
