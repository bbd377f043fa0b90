import { Component, inject, input } from '@angular/core';
import type { EndpointTimings } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { Column, TableOf } from '../../ui/tables/table-of';
import { EndpointName } from './endpoint-name';

const NUMBER = { absent: 'services.absent.noTimings', shape: 'number', isSorted: true } as const;
const TIME = { ...NUMBER, unit: 'duration' } as const;

const TIMES: readonly Column<EndpointTimings>[] = [
  { ...TIME, label: 'shell.word.mean', value: ({ averageMs }) => averageMs },
  { ...TIME, label: 'services.requests.p50', value: ({ p50Ms }) => p50Ms },
  { ...TIME, label: 'services.requests.p95', value: ({ p95Ms }) => p95Ms },
  { ...TIME, label: 'services.requests.p99', value: ({ p99Ms }) => p99Ms },
  { ...TIME, label: 'shell.word.highest', value: ({ maxMs }) => maxMs },
];

const TIMINGS: TableOf<EndpointTimings> = {
  key: ({ endpoint }) => endpoint,
  columns: [
    {
      label: 'shell.word.endpoint',
      cell: 'endpoint',
      value: ({ endpoint }) => endpoint,
      isSorted: true,
    },
    { ...NUMBER, label: 'services.requests.requests', value: ({ requests }) => requests },
    { ...NUMBER, label: 'services.requests.errors', value: ({ errorRatio }) => errorRatio, unit: 'ratio' },
    ...TIMES,
    { ...NUMBER, label: 'services.requests.samples', value: ({ samples }) => samples },
    {
      label: 'services.requests.newest',
      at: ({ newestAt }) => newestAt,
      absent: 'services.absent.noTimings',
      shape: 'steady',
    },
  ],
};

/** Each endpoint's requests, errors and response times. */
@Component({
  selector: 'app-timings-table',
  imports: [Cell, DataTable, EndpointName],
  template: `
    <app-data-table
      sort="sort"
      [table]="table"
      [rows]="timings()"
      [label]="words.say('services.requests.timings')"
      [empty]="words.say('services.absent.noTimings')"
    >
      <ng-template appCell="endpoint" [appCellOf]="timings()" let-row>
        <app-endpoint-name [endpoint]="row.endpoint" />
      </ng-template>
    </app-data-table>
  `,
})
export class TimingsTable {
  readonly timings = input.required<readonly EndpointTimings[]>();

  protected readonly words = inject(Words);

  protected readonly table = TIMINGS;
}
