import { Component, computed, inject, input } from '@angular/core';
import type { SlowRequest } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Button } from '../../ui/buttons/button';
import { FirstRows } from '../../ui/tables/first-rows';
import { SortHeader } from '../../ui/tables/sort-header';
import { Sorting } from '../../ui/tables/sorting';
import { TableFrame } from '../../ui/tables/table-frame';
import { EndpointName } from './endpoint-name';

/** How slow a request was, from the one that is noticed to the one that nobody waits for. */
export type Slowness = 'slow' | 'verySlow' | 'stuck';

const VERY_SLOW_MS = 3_000;
const STUCK_MS = 5_000;

/** Requests that took long, graded in words and colour. */
@Component({
  selector: 'app-slow-requests',
  imports: [Ago, Button, EndpointName, SortHeader, TableFrame],
  template: `
    @if (requests().length > 0) {
      <app-table-frame [label]="words.say('services.requests.slowTitle')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ words.say('services.requests.endpoint') }}</th>
              <th app-sort-header class="number" column="responseMs" [sorting]="sorting" [rows]="requests()">
                {{ words.say('services.requests.responseTime') }}
              </th>
              <th scope="col">{{ words.say('services.requests.grade') }}</th>
              <th app-sort-header class="number" column="statusCode" [sorting]="sorting" [rows]="requests()">
                {{ words.say('services.requests.statusCode') }}
              </th>
              <th app-sort-header column="at" [sorting]="sorting" [rows]="requests()">
                {{ words.say('services.requests.at') }}
              </th>
            </tr>
          </thead>
          <tbody>
            @for (row of first.of(rows()); track $index) {
              <tr>
                <td><app-endpoint-name [endpoint]="row.endpoint" /></td>
                <td
                  class="number took"
                  [class]="row.slowness"
                  [attr.data-label]="words.say('services.requests.responseTime')"
                >
                  {{ words.duration(row.responseMs) }}
                </td>
                <td
                  class="grade wide"
                  [class]="row.slowness"
                  [attr.data-label]="words.say('services.requests.grade')"
                >
                  {{ row.grade }}
                </td>
                <td class="number" [attr.data-label]="words.say('services.requests.statusCode')">
                  {{ row.statusCode }}
                </td>
                <td class="steady" [attr.data-label]="words.say('services.requests.at')">
                  <app-ago [at]="row.at" />
                </td>
              </tr>
            }
          </tbody>
        </table>
      </app-table-frame>
      @if (first.hidden(rows()) > 0) {
        <button appButton type="button" (click)="first.showAll()">
          {{ words.say('services.table.showAll', { count: rows().length }) }}
        </button>
      }
    } @else {
      <p class="none">{{ words.say('services.requests.slowNone') }}</p>
    }
  `,
  styles: `
    .none {
      color: var(--ink-muted);
    }
    .took {
      font-weight: 600;
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
    .grade {
      font-size: var(--text-xs);
    }
  `,
})
export class SlowRequestTable {
  readonly requests = input.required<readonly SlowRequest[]>();

  protected readonly words = inject(Words);

  protected readonly sorting = new Sorting({
    responseMs: (request: SlowRequest) => request.responseMs,
    statusCode: (request: SlowRequest) => request.statusCode,
    at: (request: SlowRequest) => Date.parse(request.at),
  });
  protected readonly first = new FirstRows(15);
  protected readonly rows = computed(() =>
    this.sorting.sorted(this.requests(), this.words.language()).map((request) => {
      const slowness = slownessOf(request.responseMs);
      return { ...request, slowness, grade: this.words.say(`services.requests.grades.${slowness}`) };
    }),
  );
}

/** Grades a request that was recorded as slow, which is one of 2 s or more. */
export function slownessOf(responseMs: number): Slowness {
  if (responseMs >= STUCK_MS) return 'stuck';
  return responseMs >= VERY_SLOW_MS ? 'verySlow' : 'slow';
}
