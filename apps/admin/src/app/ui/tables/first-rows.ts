import { signal } from '@angular/core';

/**
 * The first rows of a long table, until a person asks for all of them: a thousand rows with all their marks take seconds
 * to draw on a phone, and are a long way to what comes after.
 */
export class FirstRows {
  private readonly isWhole = signal(false);

  constructor(private readonly count = 50) {}

  of<Row>(rows: readonly Row[]): readonly Row[] {
    return this.isWhole() ? rows : rows.slice(0, this.count);
  }

  /** How many rows are not shown. */
  hidden(rows: readonly unknown[]): number {
    return rows.length - this.of(rows).length;
  }

  showAll(): void {
    this.isWhole.set(true);
  }
}
