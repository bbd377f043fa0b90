import { Component, computed, inject, input } from '@angular/core';
import type { SentrySnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Bars } from '../../ui/charts/bars';
import { Fact, Facts } from '../../ui/figures/fact';
import { FigureList } from '../../ui/figures/figure-list';
import { DetailSection } from '../../ui/layout/detail-section';
import { FigureWriter } from '../figure-writer';
import { RemarkList } from '../remark-list';
import { VendorLink } from '../../ui/layout/vendor-link';
import { IssueTable } from './issue-table';
import { PAGE_FIGURES } from './sentry-figures';
import { remarksOf } from './sentry-remarks';

/** All that is known of an environment's errors. */
@Component({
  selector: 'app-sentry-detail',
  imports: [Ago, Bars, DetailSection, Fact, Facts, FigureList, IssueTable, RemarkList, VendorLink],
  template: `
    @let sentry = snapshot();
    <app-detail-section [heading]="words.say('shell.frame.overview')">
      <app-vendor-link aside [href]="sentry.issuesUrl">
        {{ words.say('services.sentry.openIssues') }}
      </app-vendor-link>
      <app-remark-list [remarks]="remarks()" />
      <app-figure-list [figures]="figures()" />
      <dl app-facts>
        <div
          app-fact
          [label]="words.say('services.sentry.latestRelease')"
          [value]="sentry.latestRelease && sentry.latestRelease.version"
          [absent]="words.say('services.sentry.noRelease')"
        >
          @if (sentry.latestRelease; as release) {
            <div class="small">
              <app-ago [at]="release.createdAt" />
              @if (release.newIssues !== null) {
                · {{ words.say('services.sentry.newIssues', { count: release.newIssues }) }}
              }
            </div>
          }
        </div>
        <div
          app-fact
          [label]="words.say('services.sentry.latestDeploy')"
          [value]="sentry.latestDeploy && ''"
          [absent]="words.say('services.sentry.noDeploy')"
        >
          @if (sentry.latestDeploy; as deploy) {
            @if (deploy.url; as url) {
              <app-vendor-link [href]="url">{{ deploy.name ?? url }}</app-vendor-link>
            } @else {
              {{ deploy.name }}
            }
            <div class="small"><app-ago [at]="deploy.finishedAt" /></div>
          }
        </div>
      </dl>
    </app-detail-section>

    <app-detail-section [heading]="words.say('services.sentry.errorsByHour')">
      <span aside class="small">{{ hours()?.most }}</span>
      @if (hours(); as hours) {
        <app-bars [bars]="hours.bars" [label]="hours.label" />
        <p class="axis">
          <span>{{ hours.first }}</span>
          <span>{{ hours.isIncomplete ? words.say('services.sentry.incomplete') : '' }}</span>
          <span>{{ hours.last }}</span>
        </p>
      } @else {
        <p class="muted">
          {{
            sentry.errors === null
              ? words.say('services.absent.figure')
              : words.say('services.sentry.noErrorsByHour')
          }}
        </p>
      }
    </app-detail-section>

    <app-detail-section [heading]="words.say('services.sentry.issues')">
      <app-issue-table [issues]="issues()" />
    </app-detail-section>
  `,
  styleUrl: '../detail.scss',
  styles: `
    .axis {
      display: flex;
      justify-content: space-between;
      gap: var(--space-3);
      margin-block-start: calc(-1 * var(--space-3));
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
  `,
})
export class SentryDetail {
  readonly snapshot = input.required<SentrySnapshot>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly remarks = computed(() => remarksOf(this.snapshot(), this.words));

  protected readonly figures = computed(() => this.writer.write('sentry', PAGE_FIGURES, this.snapshot()));

  /** An issue is often among the newest and among the most frequent: it stands here once. */
  protected readonly issues = computed(() => {
    const { newest, mostFrequent } = this.snapshot();
    return [...new Map([...newest, ...mostFrequent].map((issue) => [issue.id, issue])).values()];
  });

  protected readonly hours = computed(() => {
    const hours = this.snapshot().errorsByHour ?? [];
    const [first, last] = [hours[0], hours.at(-1)];
    if (!first || !last) return null;
    const most = hours.reduce((highest, hour) => (hour.count > highest.count ? hour : highest), first);
    return {
      bars: hours.map(({ at, count, isIncomplete }) => ({
        value: count,
        title: `${this.words.instant(at)}: ${this.words.number(count)}`,
        isProvisional: isIncomplete,
      })),
      label: this.words.say('services.sentry.errorsByHourLabel', {
        total: hours.reduce((sum, { count }) => sum + count, 0),
        hours: hours.length,
        most: most.count,
        at: this.words.instant(most.at),
      }),
      most: this.words.say('services.sentry.mostPerHour', { most: most.count }),
      first: this.words.instant(first.at),
      last: this.words.instant(last.at),
      isIncomplete: last.isIncomplete,
    };
  });
}
