import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  SentrySnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Figure, Figures } from '../../ui/figures/figure';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { told } from '../told';
import { VendorLink } from '../../ui/layout/vendor-link';
import { SentryRemarks } from './sentry-remarks';

/** An environment's errors as Sentry counts them, its newest issue and its latest release. */
@Component({
  selector: 'app-sentry-card',
  imports: [Ago, Figure, Figures, NoSnapshot, SentryRemarks, VendorLink],
  template: `
    @if (read().snapshot; as sentry) {
      <p class="identity">
        <span class="chip" [title]="words.say('services.sentry.environment')">
          <span class="visually-hidden">{{ words.say('services.sentry.environment') }}</span>
          {{ sentry.environment }}
        </span>
        <span>{{ sentry.project }}</span>
      </p>
      <dl app-figures>
        <div
          app-figure
          [label]="words.say('services.sentry.errorsHour')"
          [value]="sentry.errors && words.number(sentry.errors.lastHour)"
          [absent]="words.say('services.absent.figure')"
        ></div>
        <div
          app-figure
          [label]="words.say('services.sentry.errorsDay')"
          [value]="sentry.errors && words.number(sentry.errors.last24Hours)"
          [absent]="words.say('services.absent.figure')"
        ></div>
        <div
          app-figure
          [label]="words.say('services.sentry.errorsFortnight')"
          [value]="fortnight()"
          [absent]="words.say('services.absent.figure')"
        ></div>
        <div
          app-figure
          [label]="words.say('services.sentry.unresolved')"
          [value]="unresolved()"
          [absent]="words.say('services.absent.figure')"
        ></div>
        <div
          app-figure
          [label]="words.say('services.sentry.crashFreeSessions')"
          [value]="crashFree()"
          [absent]="words.say('services.absent.noSessions')"
        >
          @if (crashFree() === null) {
            <p class="muted small">{{ words.say('services.sentry.noSessions') }}</p>
          }
        </div>
      </dl>
      <app-sentry-remarks [sentry]="sentry" />
      <ul class="lines">
        <li>
          <span class="heading">{{ words.say('services.sentry.newestIssue') }}</span>
          @if (sentry.newest[0]; as issue) {
            <div class="cut" [title]="issue.title">
              <app-vendor-link [href]="issue.url">{{ issue.title }}</app-vendor-link>
            </div>
            <div class="muted small">
              {{ issue.shortId }}
              @if (issue.lastSeenAt; as at) {
                · <app-ago [at]="at" />
              }
            </div>
          } @else {
            <div class="muted">{{ words.say('services.sentry.noIssues') }}</div>
          }
        </li>
        <li class="release">
          <span class="heading">{{ words.say('services.sentry.latestRelease') }}</span>
          @if (sentry.latestRelease; as release) {
            <span class="cut" [title]="release.version">{{ release.version }}</span>
            <span class="muted small"><app-ago [at]="release.createdAt" /></span>
          } @else {
            <span class="muted">{{ words.say('services.sentry.noRelease') }}</span>
          }
        </li>
      </ul>
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../card.scss',
  styles: `
    .release {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: baseline;
      gap: var(--space-2);
    }
  `,
})
export class SentryCard {
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly read = computed(() => readSnapshot(SentrySnapshot, this.card().snapshot));
  protected readonly fortnight = computed(() =>
    told(this.read().snapshot?.errors?.last14Days, (count) => this.words.number(count)),
  );
  protected readonly unresolved = computed(() =>
    told(
      this.read().snapshot?.unresolved,
      ({ count, isAtLeast }) => `${this.words.number(count)}${isAtLeast ? '+' : ''}`,
    ),
  );
  protected readonly crashFree = computed(() =>
    told(this.read().snapshot?.crashFreeSessionRatio, (ratio) => this.words.ratio(ratio)),
  );
}
