import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  Component,
  computed,
  contentChildren,
  DOCUMENT,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { PlainKey } from '../../language/words';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Button } from '../buttons/button';
import { Absent } from '../figures/absent';
import { symbolOf, whyAbsent, writeIn } from '../figures/figure-of';
import { Choice } from '../forms/choice';
import { NoMatch } from '../layout/no-match';
import { SearchBar } from './search-bar';
import { addressOrder } from './address-order';
import { addressWhole } from './address-whole';
import { Cell } from './cell';
import { RowFilter } from './row-filter';
import { RowWindow } from './row-window';
import { SortHeader } from './sort-header';
import { Sorting } from './sorting';
import { TableFrame } from './table-frame';
import type { Column, TableOf } from './table-of';

/** So many rows are shown where the table does not say. */
const FIRST = 25;

/** Of more rows than this only those in sight are drawn, in a frame that scrolls. */
const MOST_DRAWN = 60;

/** A table of declared columns: searched and sorted by the reader, in blocks on a phone. A long one is cut until somebody asks for all. */
@Component({
  selector: 'app-data-table',
  imports: [Absent, Ago, Button, Choice, NgTemplateOutlet, NoMatch, SearchBar, SortHeader, TableFrame],
  template: `
    @if (filter.isOffered() && table().search; as search) {
      <app-search-bar
        [label]="words.say(search.label)"
        [count]="count()"
        [text]="filter.text()"
        (textChange)="filter.text.set($event)"
      >
        @if (statuses().length > 2) {
          <app-choice
            [label]="words.say('shell.word.status')"
            [options]="statuses()"
            [chosen]="filter.status()"
            (chosenChange)="filter.status.set($any($event))"
          />
        }
      </app-search-bar>
    }
    @if (filter.found().length > 0) {
      @let drawn = window.drawn();
      <app-table-frame
        #frame
        [class.windowed]="isWindowed()"
        [label]="label()"
        [stacks]="table().stacks ?? true"
        (scroll)="follow()"
      >
        <table
          [class.fixed]="isWindowed() && widths().length > 0"
          [attr.aria-rowcount]="isWindowed() ? filter.found().length + 1 : null"
          (focusin)="keep($event.target)"
        >
          <thead>
            <tr [attr.aria-rowindex]="isWindowed() ? 1 : null">
              @for (column of table().columns; track column.label) {
                @if (column.isSorted) {
                  <th
                    app-sort-header
                    [class]="column.shape"
                    [style.inline-size.%]="widths()[$index]"
                    [column]="column.label"
                    [sorting]="sorting()"
                    [rows]="rows()"
                  >
                    {{ words.say(column.label) }}
                  </th>
                } @else {
                  <th scope="col" [class]="column.shape" [style.inline-size.%]="widths()[$index]">
                    <span [class.visually-hidden]="column.isUnheaded">{{ words.say(column.label) }}</span>
                  </th>
                }
              }
            </tr>
          </thead>
          <tbody>
            @if (drawn.beforePx > 0) {
              <tr class="gap" aria-hidden="true" [style.block-size.px]="drawn.beforePx"></tr>
            }
            @for (row of drawn.rows; track table().key(row)) {
              <tr
                [class.faint]="table().isFaint?.(row)"
                [attr.aria-rowindex]="isWindowed() ? drawn.first + $index + 2 : null"
              >
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
            @if (drawn.afterPx > 0) {
              <tr class="gap" aria-hidden="true" [style.block-size.px]="drawn.afterPx"></tr>
            }
          </tbody>
        </table>
      </app-table-frame>
      @if (shown().length < filter.found().length) {
        <button appButton type="button" (click)="showAll()">
          {{ words.say('services.table.showAll', { count: filter.found().length }) }}
        </button>
      }
    } @else if (rows().length > 0) {
      <app-no-match [text]="words.say('shell.detail.noMatch')" (cleared)="clear()" />
    } @else if (empty(); as text) {
      <p class="muted">{{ text }}</p>
    }
  `,
  host: { '(window:resize)': 'follow()' },
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: start;
      gap: var(--space-4);
    }
    /* Rows that scroll in their frame must not take the page with them. */
    :host:has(.windowed) {
      overflow-anchor: none;
    }
    app-search-bar,
    app-table-frame,
    .empty {
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
  /** What the address calls the order of its rows, as `sort`; that all are shown is then `rows`. Absent where neither stands there. */
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
  protected readonly filter = new RowFilter<Row>(
    this.rows,
    computed(() => this.table().search),
  );
  protected readonly statuses = computed(() => [
    { value: '', text: this.words.say('shell.detail.allStatuses') },
    ...this.filter.statuses().map((status) => ({ value: status, text: this.words.status(status) })),
  ]);
  protected readonly count = computed(() =>
    this.words.say('shell.detail.resultCount', {
      shown: this.filter.found().length,
      total: this.rows().length,
    }),
  );
  private readonly bar = viewChild(SearchBar);
  private readonly frame = viewChild<unknown, ElementRef<HTMLElement>>('frame', { read: ElementRef });
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly isWhole = addressWhole(() => this.sort()?.replace('sort', 'rows'));
  protected readonly shown = computed(() => {
    const sorted = this.sorting().sorted(this.filter.found(), this.words.language());
    return this.isWhole() ? sorted : sorted.slice(0, this.table().first ?? FIRST);
  });
  protected readonly isWindowed = computed(() => this.shown().length > MOST_DRAWN);
  protected readonly window = new RowWindow<Row>(
    this.shown,
    computed(() => this.table().key),
    this.isWindowed,
  );
  /** Shares of the columns, as they were before the reader scrolled: other rows in sight would give them others. */
  protected readonly widths = signal<readonly number[]>([]);
  private focused: EventTarget | null = null;

  constructor() {
    afterRenderEffect(() => {
      this.window.drawn();
      const frame = this.frame()?.nativeElement;
      if (!frame || !this.isWindowed()) return;
      if (this.widths().length === 0) this.keepWidths(frame);
      const rows = [...frame.querySelectorAll<HTMLElement>('tbody > tr:not(.gap)')];
      this.window.measure(rows.map((row) => row.offsetHeight));
      // The row that had the focus is out of sight, and gone: the keyboard goes on in the frame.
      const { activeElement, body } = this.document;
      if (this.focused instanceof Node && !this.focused.isConnected && activeElement === body)
        frame.focus({ preventScroll: true });
    });
  }

  /** The button that was pressed goes away, and of a short table the search with it. */
  protected clear(): void {
    this.filter.clear();
    afterNextRender(() => (this.bar() ?? this.frame()?.nativeElement)?.focus(), { injector: this.injector });
  }

  protected showAll(): void {
    const frame = this.frame()?.nativeElement;
    if (frame) this.keepWidths(frame);
    this.isWhole.show();
    afterNextRender(
      () => {
        this.follow();
        frame?.focus();
      },
      { injector: this.injector },
    );
  }

  private keepWidths(frame: HTMLElement): void {
    const heads = [...frame.querySelectorAll<HTMLElement>('th')].map((head) => head.offsetWidth);
    const total = heads.reduce((sum, width) => sum + width, 0);
    // On a phone there are no columns.
    if (heads.every((width) => width > 1)) this.widths.set(heads.map((width) => (100 * width) / total));
  }

  /** The next rows are drawn before the Tab key wants them, however fast it is pressed. */
  protected keep(focused: EventTarget | null): void {
    this.focused = focused;
    this.follow();
  }

  protected follow(): void {
    const frame = this.frame()?.nativeElement;
    if (frame && this.isWindowed()) this.window.follow(frame);
  }

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
