import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  computed,
  contentChildren,
  Directive,
  inject,
  input,
  signal,
  TemplateRef,
} from '@angular/core';
import type { PlainKey } from '../../language/words';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Button } from '../buttons/button';
import { Absent } from '../figures/absent';
import { type FigureOf, symbolOf, whyAbsent, writeIn } from '../figures/figure-of';
import { addressOrder } from './address-order';
import { SortHeader } from './sort-header';
import { Sorting } from './sorting';
import { TableFrame } from './table-frame';

/** So many rows are shown where the table does not say. */
const FIRST = 50;

/** A column, declared. Its cells are its value in words, or what a template of its name draws. */
export interface Column<Row> extends Omit<FigureOf<Row>, 'value'> {
  /** What is written, and what rows are sorted by; absent where nothing but the template says it. */
  readonly value?: FigureOf<Row>['value'];
  /** A moment, written as how long ago it was. */
  readonly at?: (row: Row) => string | null;
  /** The name of the template that draws its cells: `<ng-template appCell="…" [appCellOf]="rows" let-row>`. */
  readonly cell?: string;
  /** The name of the template that adds something to its text. */
  readonly note?: string;
  readonly isSorted?: boolean;
  /** `number` stands at the end; `steady` does not break; `wide` has a line of its own on a phone. */
  readonly shape?: 'number' | 'steady' | 'wide';
  /** Its values are to be read letter by letter. */
  readonly isCode?: boolean;
  /** Its heading is only heard: the cells say what they are. */
  readonly isUnheaded?: boolean;
}

/** A table, declared. */
export interface TableOf<Row> {
  /** What a row stays the same by while it is read anew. */
  readonly key: (row: Row) => unknown;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  /** False for so few and short columns that a phone has room for them. */
  readonly stacks?: boolean;
  /** So many rows are shown until a person asks for all. */
  readonly first?: number;
  /** Rows that matter less. */
  readonly isFaint?: (row: Row) => boolean;
}

/** Draws the cells of a column that are more than a text. */
@Directive({ selector: '[appCell]' })
export class Cell<Row> {
  /** The column's `cell`. */
  readonly appCell = input.required<string>();
  /** The rows, for their type alone. */
  readonly appCellOf = input.required<readonly Row[]>();

  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  /** The type of what a cell is drawn with, for the compiler; nobody calls it. */
  static ngTemplateContextGuard<Row>(
    cell: Cell<Row>,
    context: unknown,
  ): context is { readonly $implicit: Row } {
    return cell instanceof Cell && context !== null;
  }
}

/** A table of declared columns: sorted by the reader, long ones cut, and in blocks on a phone. */
@Component({
  selector: 'app-data-table',
  imports: [Absent, Ago, Button, NgTemplateOutlet, SortHeader, TableFrame],
  template: `
    @if (rows().length > 0) {
      <app-table-frame [label]="label()" [stacks]="table().stacks ?? true">
        <table>
          <thead>
            <tr>
              @for (column of table().columns; track column.label) {
                @if (column.isSorted) {
                  <th
                    app-sort-header
                    [class]="column.shape"
                    [column]="column.label"
                    [sorting]="sorting()"
                    [rows]="rows()"
                  >
                    {{ words.say(column.label) }}
                  </th>
                } @else {
                  <th scope="col" [class]="column.shape">
                    <span [class.visually-hidden]="column.isUnheaded">{{ words.say(column.label) }}</span>
                  </th>
                }
              }
            </tr>
          </thead>
          <tbody>
            @for (row of shown(); track table().key(row)) {
              <tr [class.faint]="table().isFaint?.(row)">
                @for (column of table().columns; track column.label) {
                  <td [class]="column.shape" [attr.data-label]="$first ? null : words.say(column.label)">
                    @let text = column.cell ? null : textOf(row, column);
                    @if (column.cell) {
                    } @else if (column.at?.(row); as at) {
                      <app-ago [at]="at" />
                    } @else if (text === null) {
                      <app-absent [why]="why(row, column)" />
                    } @else if (column.isCode) {
                      <code>{{ text }}</code>
                    } @else {
                      {{ text }}
                    }
                    @if (templates().get(column.cell ?? column.note ?? ''); as template) {
                      <ng-container
                        [ngTemplateOutlet]="template"
                        [ngTemplateOutletContext]="{ $implicit: row }"
                      />
                    }
                  </td>
                }
              </tr>
            }
          </tbody>
        </table>
      </app-table-frame>
      @if (shown().length < rows().length) {
        <button appButton type="button" (click)="isWhole.set(true)">
          {{ words.say('services.table.showAll', { count: rows().length }) }}
        </button>
      }
    } @else if (empty(); as text) {
      <p class="muted">{{ text }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: start;
      gap: var(--space-4);
    }
    app-table-frame {
      inline-size: 100%;
    }
  `,
})
export class DataTable<Row> {
  readonly table = input.required<TableOf<Row>>();
  readonly rows = input.required<readonly Row[]>();
  /** What the table is about. */
  readonly label = input.required<string>();
  /** What is said where there is no row. */
  readonly empty = input<string>();
  /** What the address calls the order of its rows; absent where that does not stand there. */
  readonly sort = input<string>();

  protected readonly words = inject(Words);
  private readonly cells = contentChildren<Cell<Row>>(Cell);

  protected readonly templates = computed(
    () => new Map(this.cells().map(({ appCell, template }) => [appCell(), template])),
  );
  private readonly order = addressOrder(
    () => this.sort(),
    () => this.table().columns.flatMap(({ isSorted, label }) => (isSorted ? [label] : [])),
  );
  protected readonly sorting = computed(
    () =>
      new Sorting<Row, PlainKey>(
        Object.fromEntries(
          this.table().columns.map((column) => [column.label, (row: Row) => this.sortKeyOf(row, column)]),
        ) as Record<PlainKey, (row: Row) => string | number | null>,
        this.order,
      ),
  );
  /** A thousand rows with all their marks take seconds to draw on a phone. */
  protected readonly isWhole = signal(false);
  protected readonly shown = computed(() => {
    const sorted = this.sorting().sorted(this.rows(), this.words.language());
    return this.isWhole() ? sorted : sorted.slice(0, this.table().first ?? FIRST);
  });

  protected textOf(row: Row, column: Column<Row>): string | null {
    const value = column.value?.(row, this.words) ?? null;
    if (typeof value !== 'number') return value;
    return [writeIn(column, value, this.words), symbolOf(column, this.words)].filter(Boolean).join(' ');
  }

  protected why(row: Row, column: Column<Row>): string {
    return whyAbsent(column, row, this.words);
  }

  private sortKeyOf(row: Row, { at, value }: Column<Row>): string | number | null {
    if (!at) return value?.(row, this.words) ?? null;
    const moment = at(row);
    return moment === null ? null : Date.parse(moment);
  }
}
