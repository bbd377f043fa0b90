import { signal } from '@angular/core';

/** A thousand rows with all their marks take seconds to draw on a phone. */
const FIRST = 50;

/** The first rows of a long table, until a person asks for all of them. */
export class FirstRows {
  private readonly isWhole = signal(false);

  of<Row>(rows: readonly Row[]): readonly Row[] {
    return this.isWhole() ? rows : rows.slice(0, FIRST);
  }

  /** How many rows are not shown. */
  hidden(rows: readonly unknown[]): number {
    return rows.length - this.of(rows).length;
  }

  showAll(): void {
    this.isWhole.set(true);
  }
}
