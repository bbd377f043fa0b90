import { signal } from '@angular/core';

/** What rows are ordered by; null is a value that is not known. */
type SortKey = string | number | null;

/** A column and which way it is read. */
export interface SortOrder<Column extends string> {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** Where the order is kept that a reader chooses; null until then. */
export interface ChosenOrder<Column extends string> {
  (): SortOrder<Column> | null;
  set(order: SortOrder<Column> | null): void;
}

/**
 * An order of rows that the reader chooses. Until then rows stay as they came. Values that are not known come last
 * either way, since they say nothing about being high or low.
 */
export class Sorting<Row, Column extends string> {
  constructor(
    private readonly keys: Readonly<Record<Column, (row: Row) => SortKey>>,
    private readonly chosen: ChosenOrder<Column> = signal<SortOrder<Column> | null>(null),
  ) {}

  order(): SortOrder<Column> | null {
    return this.chosen();
  }

  /** Orders by this column: texts upwards and numbers downwards first, then the other way, then as the rows came. */
  turn(column: Column, rows: readonly Row[]): void {
    const isTextual = rows.some((row) => typeof this.keys[column](row) === 'string');
    const order = this.chosen();
    if (order?.column !== column) this.chosen.set({ column, isDescending: !isTextual });
    else if (order.isDescending !== isTextual) this.chosen.set({ column, isDescending: isTextual });
    else this.chosen.set(null);
  }

  /** The rows in the chosen order, in the language's order of letters. */
  sorted(rows: readonly Row[], language: string): readonly Row[] {
    const order = this.chosen();
    if (order === null) return rows;
    const keyOf = this.keys[order.column];
    const { compare } = new Intl.Collator(language, { numeric: true });
    const ascending = (a: string | number, b: string | number) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    return [...rows].sort((first, second) => {
      const [a, b] = [keyOf(first), keyOf(second)];
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return order.isDescending ? ascending(b, a) : ascending(a, b);
    });
  }
}
