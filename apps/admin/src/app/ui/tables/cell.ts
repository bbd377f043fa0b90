import { Directive, inject, input, TemplateRef } from '@angular/core';

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
