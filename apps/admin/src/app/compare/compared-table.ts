import { Component, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { ValueList } from '../ui/tables/value-list';
import { TableFrame } from '../ui/tables/table-frame';
import type { ComparedRow } from './compared-rows';

/** Rows of values side by side, a column for each environment; what differs from the first one is marked in words. */
@Component({
  selector: 'app-compared-table',
  imports: [ValueList, TableFrame],
  template: `
    <app-table-frame [label]="label()">
      <table role="table">
        <caption class="visually-hidden">
          {{
            label()
          }}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{{ words.say('shell.word.name') }}</th>
            @for (column of columns(); track column) {
              <th role="columnheader" scope="col">{{ column }}</th>
            }
          </tr>
        </thead>
        <tbody role="rowgroup">
          @for (row of rows(); track row.name) {
            <tr role="row" [class.different]="row.isDifferent">
              <th role="rowheader" scope="row">{{ row.name }}</th>
              @for (cell of row.cells; track $index) {
                <td role="cell" [attr.data-label]="columns()[$index]">
                  @if (cell.difference && cell.values) {
                    <strong class="above">{{ cell.difference }}</strong>
                  }
                  @if (cell.values; as values) {
                    <app-value-list [values]="values" [label]="row.name" />
                  } @else {
                    <span>{{ cell.text }}</span>&ngsp;
                    @if (cell.difference) {
                      <strong>{{ cell.difference }}</strong>
                    }
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </app-table-frame>
  `,
  styles: `
    /* Columns stay where they are while figures change. */
    table {
      table-layout: fixed;
    }
    th[scope='row'] {
      max-inline-size: 16rem;
      padding: var(--space-2) var(--space-3) var(--space-2) 0;
      border-block-end: 1px solid var(--line);
      color: var(--ink);
      font-size: var(--text-s);
      white-space: normal;
      vertical-align: top;
    }
    tr:last-child > th[scope='row'] {
      border-block-end: 0;
    }
    td {
      overflow-wrap: anywhere;
      font-variant-numeric: tabular-nums;
    }
    strong {
      margin-inline-start: var(--space-2);
      padding: 0 var(--space-1);
      border-radius: var(--radius-1);
      background: var(--state-degraded-tint);
      color: var(--state-degraded-ink);
      font-size: var(--text-xs);
      white-space: nowrap;
    }
    .above {
      display: inline-block;
      margin: 0 0 var(--space-2);
    }
    @container (max-width: 44rem) {
      strong {
        display: inline-block;
        margin-inline-start: 0;
      }
      tr > th[scope='row'] {
        display: block;
        grid-column: 1 / -1;
        max-inline-size: none;
        padding: 0;
        border: 0;
        font-weight: 600;
      }
    }
  `,
})
export class ComparedTable {
  readonly label = input.required<string>();
  /** The environments' names. */
  readonly columns = input.required<readonly string[]>();
  readonly rows = input.required<readonly ComparedRow[]>();

  protected readonly words = inject(Words);
}
