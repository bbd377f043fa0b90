import { Component, computed, inject, input } from '@angular/core';
import type { EndpointTimings } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { SortHeader } from '../../ui/tables/sort-header';
import { Sorting } from '../../ui/tables/sorting';
import { TableFrame } from '../../ui/tables/table-frame';
import { inWords } from '../in-words';
import { EndpointName } from './endpoint-name';

type Column = 'requests' | 'errorRatio' | 'averageMs' | 'p50Ms' | 'p95Ms' | 'p99Ms' | 'maxMs' | 'samples';

/** Columns of numbers; those that rest on timings say why when there is none. */
const COLUMNS = [
  { name: 'requests', key: 'services.requests.requests' },
  { name: 'errorRatio', key: 'services.requests.errors' },
  { name: 'averageMs', key: 'services.requests.average' },
  { name: 'p50Ms', key: 'services.requests.p50' },
  { name: 'p95Ms', key: 'services.requests.p95' },
  { name: 'p99Ms', key: 'services.requests.p99' },
  { name: 'maxMs', key: 'services.requests.highest' },
  { name: 'samples', key: 'services.requests.samples' },
] as const satisfies readonly { name: Column; key: string }[];

/** Each endpoint's requests, errors and response times. */
@Component({
  selector: 'app-timings-table',
  imports: [Absent, Ago, EndpointName, SortHeader, TableFrame],
  template: `
    @if (timings().length > 0) {
      <app-table-frame [label]="words.say('services.requests.timings')">
        <table>
          <thead>
            <tr>
              <th app-sort-header column="endpoint" [sorting]="sorting" [rows]="timings()">
                {{ words.say('services.requests.endpoint') }}
              </th>
              @for (column of columns; track column.name) {
                <th
                  app-sort-header
                  class="number"
                  [column]="column.name"
                  [sorting]="sorting"
                  [rows]="timings()"
                >
                  {{ words.say(column.key) }}
                </th>
              }
              <th scope="col">{{ words.say('services.requests.newest') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.endpoint) {
              <tr>
                <td><app-endpoint-name [endpoint]="row.endpoint" /></td>
                @for (cell of row.cells; track cell.name) {
                  <td class="number" [attr.data-label]="words.say(cell.key)">
                    @if (cell.text; as text) {
                      {{ text }}
                    } @else {
                      <app-absent [why]="words.say('services.absent.noTimings')" />
                    }
                  </td>
                }
                <td class="steady" [attr.data-label]="words.say('services.requests.newest')">
                  @if (row.newestAt; as at) {
                    <app-ago [at]="at" />
                  } @else {
                    <app-absent [why]="words.say('services.absent.noTimings')" />
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </app-table-frame>
    } @else {
      <p>{{ words.say('services.absent.noTimings') }}</p>
    }
  `,
  styles: `
    p {
      color: var(--ink-muted);
    }
  `,
})
export class TimingsTable {
  readonly timings = input.required<readonly EndpointTimings[]>();

  protected readonly words = inject(Words);

  protected readonly columns = COLUMNS;
  protected readonly sorting = new Sorting<EndpointTimings, Column | 'endpoint'>({
    endpoint: ({ endpoint }) => endpoint,
    requests: ({ requests }) => requests,
    errorRatio: ({ errorRatio }) => errorRatio,
    averageMs: ({ averageMs }) => averageMs,
    p50Ms: ({ p50Ms }) => p50Ms,
    p95Ms: ({ p95Ms }) => p95Ms,
    p99Ms: ({ p99Ms }) => p99Ms,
    maxMs: ({ maxMs }) => maxMs,
    samples: ({ samples }) => samples,
  });
  protected readonly rows = computed(() =>
    this.sorting.sorted(this.timings(), this.words.language()).map((row) => ({
      endpoint: row.endpoint,
      newestAt: row.newestAt,
      cells: COLUMNS.map((column) => ({
        ...column,
        text: inWords(row[column.name], (value) => this.words.measured(column.name, value)),
      })),
    })),
  );
}
