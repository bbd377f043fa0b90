import { Component, computed, input } from '@angular/core';
import type { Sorting } from './sorting';

/** A column's head that orders the table's rows: `<th app-sort-header column="name" [sorting]="…" [rows]="…">`. */
@Component({
  selector: 'th[app-sort-header]',
  template: `
    <button type="button" (click)="turn()">
      <ng-content />
      <svg viewBox="0 0 8 12" aria-hidden="true" [class]="direction()">
        <path class="up" d="M1 5l3-3.5L7 5z" />
        <path class="down" d="M1 7l3 3.5L7 7z" />
      </svg>
    </button>
  `,
  host: { scope: 'col', '[attr.aria-sort]': 'direction()' },
  styles: `
    button {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      min-block-size: 1.5rem;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-align: inherit;
      cursor: pointer;
    }
    button:hover {
      color: var(--ink);
    }
    svg {
      flex: none;
      inline-size: 0.5rem;
      block-size: 0.75rem;
      fill: var(--line-strong);
    }
    .ascending .up,
    .descending .down {
      fill: var(--accent);
    }
  `,
})
export class SortHeader<Row, Column extends string> {
  readonly column = input.required<Column>();
  readonly sorting = input.required<Sorting<Row, Column>>();
  /** The table's rows: whether they hold texts or numbers decides which way is first. */
  readonly rows = input.required<readonly Row[]>();

  protected readonly direction = computed(() => {
    const order = this.sorting().order();
    if (order?.column !== this.column()) return 'none';
    return order.isDescending ? 'descending' : 'ascending';
  });

  protected turn(): void {
    this.sorting().turn(this.column(), this.rows());
  }
}
