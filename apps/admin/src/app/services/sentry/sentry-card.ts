import { Component, computed, inject, input } from '@angular/core';
import type { SentrySnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { FigureList } from '../../ui/figures/figure-list';
import { FigureWriter } from '../figure-writer';
import { RemarkList } from '../remark-list';
import { VendorLink } from '../../ui/layout/vendor-link';
import { CARD_FIGURES } from './sentry-figures';
import { remarksOf } from './sentry-remarks';

/** An environment's errors as Sentry counts them, its newest issue and its latest release. */
@Component({
  selector: 'app-sentry-card',
  imports: [Ago, FigureList, RemarkList, VendorLink],
  template: `
    @let sentry = snapshot();
    <p class="identity">
      <span class="tag" [title]="words.say('services.sentry.environment')">
        <span class="visually-hidden">{{ words.say('services.sentry.environment') }}</span>
        {{ sentry.environment }}
      </span>
      <span>{{ sentry.project }}</span>
    </p>
    <app-figure-list [figures]="figures()" />
    <app-remark-list [remarks]="remarks()" />
    <ul class="lines">
      <li>
        <span class="heading">{{ words.say('services.sentry.newestIssue') }}</span>
        @if (sentry.newest[0]; as issue) {
          <div class="cut" [title]="issue.title">
            <app-vendor-link [href]="issue.url">{{ issue.title }}</app-vendor-link>
          </div>
          <div class="small">
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
          <span class="small"><app-ago [at]="release.createdAt" /></span>
        } @else {
          <span class="muted">{{ words.say('services.sentry.noRelease') }}</span>
        }
      </li>
    </ul>
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
  readonly snapshot = input.required<SentrySnapshot>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly remarks = computed(() => remarksOf(this.snapshot(), this.words));
  protected readonly figures = computed(() => this.writer.write('sentry', CARD_FIGURES, this.snapshot()));
}
