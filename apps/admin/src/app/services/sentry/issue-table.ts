import { Component, inject, input } from '@angular/core';
import type { SentryIssue } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { VendorLink } from '../../ui/layout/vendor-link';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';

const ISSUES: TableOf<SentryIssue> = {
  key: ({ id }) => id,
  search: {
    label: 'services.sentry.search',
    texts: ({ title, shortId, culprit }) => [title, shortId, culprit ?? ''],
  },
  columns: [
    { label: 'services.sentry.issue', cell: 'issue', value: ({ title }) => title, isSorted: true },
    { label: 'services.sentry.level', value: ({ level }) => level, isSorted: true },
    { label: 'services.sentry.events', value: ({ events }) => events, shape: 'number', isSorted: true },
    { label: 'services.sentry.users', value: ({ users }) => users, shape: 'number', isSorted: true },
    {
      label: 'services.sentry.firstSeen',
      at: ({ firstSeenAt }) => firstSeenAt,
      shape: 'steady',
      isSorted: true,
    },
    {
      label: 'services.sentry.lastSeen',
      at: ({ lastSeenAt }) => lastSeenAt,
      shape: 'steady',
      isSorted: true,
    },
  ],
};

/** Issues with how often and when they happened, the newest first. */
@Component({
  selector: 'app-issue-table',
  imports: [Cell, DataTable, VendorLink],
  template: `
    <app-data-table
      sort="sort"
      [table]="table"
      [rows]="issues()"
      [label]="words.say('services.sentry.issues')"
      [empty]="words.say('services.sentry.noIssues')"
    >
      <ng-template appCell="issue" [appCellOf]="issues()" let-issue>
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
      </ng-template>
    </app-data-table>
  `,
  styles: `
    strong {
      color: var(--state-degraded-ink);
      font-weight: 600;
    }
  `,
})
export class IssueTable {
  readonly issues = input.required<readonly SentryIssue[]>();

  protected readonly words = inject(Words);

  protected readonly table = ISSUES;
}
