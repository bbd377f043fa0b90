import type { CheckStatus } from '@envscope/contracts/index.js';
import type { PlainKey } from '../../language/words';
import type { FigureOf } from '../figures/figure-of';

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

/** What the rows of a long table are found by. */
export interface RowSearch<Row> {
  /** Names the field. */
  readonly label: PlainKey;
  /** Any of these may hold what is looked for. */
  readonly texts: (row: Row) => readonly string[];
  readonly status?: (row: Row) => CheckStatus;
}

/** A table, declared. */
export interface TableOf<Row> {
  /** What a row stays the same by while it is read anew. */
  readonly key: (row: Row) => unknown;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  /** Rows that are many can be searched. */
  readonly search?: RowSearch<Row>;
  /** False for so few and short columns that a phone has room for them. */
  readonly stacks?: boolean;
  /** So many rows are shown until a person asks for all. */
  readonly first?: number;
  /** Rows of less weight. */
  readonly isFaint?: (row: Row) => boolean;
}
