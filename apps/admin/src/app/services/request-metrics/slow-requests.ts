import { Component, inject, input } from '@angular/core';
import type { SlowRequest } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';
import { EndpointName } from './endpoint-name';

/** How slow a request was, from the one that is noticed to the one that nobody waits for. */
export type Slowness = 'slow' | 'verySlow' | 'stuck';

const VERY_SLOW_MS = 3_000;
const STUCK_MS = 5_000;

const SLOW_REQUESTS: TableOf<SlowRequest> = {
  // They have no id, and two of them may be equal.
  key: (request) => request,
  first: 15,
  columns: [
    { label: 'shell.word.endpoint', cell: 'endpoint' },
    {
      label: 'measurements.latencyMs',
      cell: 'time',
      value: ({ responseMs }) => responseMs,
      shape: 'number',
      isSorted: true,
    },
    { label: 'services.requests.grade', cell: 'grade', shape: 'wide' },
    {
      label: 'shell.word.httpStatus',
      value: ({ statusCode }) => statusCode,
      shape: 'number',
      isSorted: true,
    },
    { label: 'shell.word.when', at: ({ at }) => at, shape: 'steady', isSorted: true },
  ],
};

/** Requests that took long, graded in words and colour. */
@Component({
  selector: 'app-slow-requests',
  imports: [Cell, DataTable, EndpointName],
  template: `
    <app-data-table
      sort="slow-sort"
      [table]="table"
      [rows]="requests()"
      [label]="words.say('services.requests.slow')"
      [empty]="words.say('services.requests.slowNone')"
    >
      <ng-template appCell="endpoint" [appCellOf]="requests()" let-row>
        <app-endpoint-name [endpoint]="row.endpoint" />
      </ng-template>
      <ng-template appCell="time" [appCellOf]="requests()" let-row>
        <strong [class]="slownessOf(row.responseMs)">{{ words.duration(row.responseMs) }}</strong>
      </ng-template>
      <ng-template appCell="grade" [appCellOf]="requests()" let-row>
        <small [class]="slownessOf(row.responseMs)">{{ gradeOf(row) }}</small>
      </ng-template>
    </app-data-table>
  `,
  styles: `
    strong {
      font-weight: 600;
    }
    small {
      font-size: var(--text-xs);
    }
    .slow {
      color: var(--state-degraded-ink);
    }
    .verySlow {
      color: color-mix(in srgb, var(--state-degraded-ink) 45%, var(--state-down-ink));
    }
    .stuck {
      color: var(--state-down-ink);
    }
  `,
})
export class SlowRequestTable {
  readonly requests = input.required<readonly SlowRequest[]>();

  protected readonly words = inject(Words);

  protected readonly table = SLOW_REQUESTS;
  protected readonly slownessOf = slownessOf;

  protected gradeOf({ responseMs }: SlowRequest): string {
    return this.words.say(`services.requests.grades.${slownessOf(responseMs)}`);
  }
}

/** Grades a request that was recorded as slow, which is one of 2 s or more. */
export function slownessOf(responseMs: number): Slowness {
  if (responseMs >= STUCK_MS) return 'stuck';
  return responseMs >= VERY_SLOW_MS ? 'verySlow' : 'slow';
}
