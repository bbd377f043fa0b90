import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId, SentrySnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { MarkList } from '../../marks/mark-list';
import { MarksSource } from '../../marks/marks-source';
import { Bars, type BarTick } from '../../ui/charts/bars';
import { groupMarks } from '../../ui/charts/chart-marks';
import { timeMarks } from '../../ui/charts/time-marks';
import { Fact, Facts } from '../../ui/figures/fact';
import { FigureList } from '../../ui/figures/figure-list';
import { DetailSection } from '../../ui/layout/detail-section';
import { FigureWriter } from '../figure-writer';
import { RemarkList } from '../remark-list';
import { VendorLink } from '../../ui/layout/vendor-link';
import { IssueTable } from './issue-table';
import { PAGE_FIGURES } from './sentry-figures';
import { remarksOf } from './sentry-remarks';

const HOUR_MS = 3_600_000;
/** A word at every sixth hour of the day has room on a phone. */
const TICK_HOURS = 6;

/** All that is known of an environment's errors. */
@Component({
  selector: 'app-sentry-detail',
  imports: [Ago, Bars, DetailSection, Fact, Facts, FigureList, IssueTable, MarkList, RemarkList, VendorLink],
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
        <app-bars [bars]="hours.bars" [label]="hours.label" [ticks]="hours.ticks" [marks]="barMarks()" />
        @if (hours.isIncomplete) {
          <p class="axis">{{ words.say('services.sentry.incomplete') }}</p>
        }
        <app-mark-list name="errors" [of]="marks" [groups]="groups()" />
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
      text-align: end;
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
  `,
})
export class SentryDetail {
  readonly snapshot = input.required<SentrySnapshot>();
  readonly environment = input.required<EnvironmentId>();

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
    const [fromMs, toMs] = [Date.parse(first.at), Date.parse(last.at) + HOUR_MS];
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
      fromMs,
      toMs,
      ticks: this.ticksOf(fromMs, toMs),
      isIncomplete: last.isIncomplete,
    };
  });

  protected readonly marks = inject(MarksSource).of(() => this.environment());
  protected readonly groups = computed(() => {
    const hours = this.hours();
    return hours ? groupMarks(this.marks.marks() ?? [], hours.fromMs, hours.toMs) : [];
  });
  protected readonly barMarks = computed(() => {
    const hours = this.hours();
    if (!hours) return [];
    const { fromMs, toMs } = hours;
    return this.groups().map(({ atMs, shape }) => ({ shape, ratio: (atMs - fromMs) / (toMs - fromMs) }));
  });

  private ticksOf(fromMs: number, toMs: number): BarTick[] {
    const write = timeMarks(this.words.language());
    const hours = Array.from(
      { length: Math.round((toMs - fromMs) / HOUR_MS) },
      (_, index) => fromMs + index * HOUR_MS,
    );
    return hours
      .filter((atMs) => new Date(atMs).getHours() % TICK_HOURS === 0)
      .map((atMs) => ({ text: write(atMs, HOUR_MS), ratio: (atMs - fromMs) / (toMs - fromMs) }));
  }
}
