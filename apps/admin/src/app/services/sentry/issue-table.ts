import { Component, computed, inject, input } from '@angular/core';
import type { SentryIssue } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { SortHeader } from '../../ui/tables/sort-header';
import { Sorting } from '../../ui/tables/sorting';
import { TableFrame } from '../../ui/tables/table-frame';
import { VendorLink } from '../../ui/layout/vendor-link';

/** Issues with how often and when they happened. */
@Component({
  selector: 'app-issue-table',
  imports: [Absent, Ago, SortHeader, TableFrame, VendorLink],
  template: `
    @if (issues().length > 0) {
      <app-table-frame [label]="label()">
        <table>
          <thead>
            <tr>
              <th app-sort-header column="title" [sorting]="sorting" [rows]="issues()">
                {{ words.say('services.sentry.issue') }}
              </th>
              <th app-sort-header column="level" [sorting]="sorting" [rows]="issues()">
                {{ words.say('services.sentry.level') }}
              </th>
              <th app-sort-header class="number" column="events" [sorting]="sorting" [rows]="issues()">
                {{ words.say('services.sentry.events') }}
              </th>
              <th app-sort-header class="number" column="users" [sorting]="sorting" [rows]="issues()">
                {{ words.say('services.sentry.users') }}
              </th>
              <th app-sort-header column="firstSeen" [sorting]="sorting" [rows]="issues()">
                {{ words.say('services.sentry.firstSeen') }}
              </th>
              <th app-sort-header column="lastSeen" [sorting]="sorting" [rows]="issues()">
                {{ words.say('services.sentry.lastSeen') }}
              </th>
            </tr>
          </thead>
          <tbody>
            @for (issue of sorted(); track issue.id) {
              <tr>
                <td>
                  <app-vendor-link [href]="issue.url">{{ issue.title }}</app-vendor-link>
                  <div class="minor">
                    {{ issue.shortId }}
                    @if (issue.isNew) {
                      · <strong>{{ words.say('services.sentry.isNew') }}</strong>
                    }
                    @if (issue.culprit; as culprit) {
                      · {{ culprit }}
                    }
                  </div>
                </td>
                <td [attr.data-label]="words.say('services.sentry.level')">{{ issue.level }}</td>
                <td class="number" [attr.data-label]="words.say('services.sentry.events')">
                  {{ words.number(issue.events) }}
                </td>
                <td class="number" [attr.data-label]="words.say('services.sentry.users')">
                  {{ words.number(issue.users) }}
                </td>
                <td class="steady" [attr.data-label]="words.say('services.sentry.firstSeen')">
                  @if (issue.firstSeenAt; as at) {
                    <app-ago [at]="at" />
                  } @else {
                    <app-absent [why]="words.say('services.absent.figure')" />
                  }
                </td>
                <td class="steady" [attr.data-label]="words.say('services.sentry.lastSeen')">
                  @if (issue.lastSeenAt; as at) {
                    <app-ago [at]="at" />
                  } @else {
                    <app-absent [why]="words.say('services.absent.figure')" />
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </app-table-frame>
    } @else {
      <p class="none">{{ words.say('services.sentry.noIssues') }}</p>
    }
  `,
  styles: `
    .none {
      color: var(--ink-muted);
    }
    strong {
      color: var(--state-degraded-ink);
      font-weight: 600;
    }
  `,
})
export class IssueTable {
  readonly issues = input.required<readonly SentryIssue[]>();
  readonly label = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly sorting = new Sorting({
    title: (issue: SentryIssue) => issue.title,
    level: (issue: SentryIssue) => issue.level,
    events: (issue: SentryIssue) => issue.events,
    users: (issue: SentryIssue) => issue.users,
    firstSeen: (issue: SentryIssue) => momentOf(issue.firstSeenAt),
    lastSeen: (issue: SentryIssue) => momentOf(issue.lastSeenAt),
  });
  protected readonly sorted = computed(() => this.sorting.sorted(this.issues(), this.words.language()));
}

function momentOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}
