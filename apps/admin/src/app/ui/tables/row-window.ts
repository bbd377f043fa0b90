import { computed, type Signal, signal } from '@angular/core';

/** Of a row, while none was drawn yet. */
const ESTIMATED_PX = 56;
/** So much is drawn above and below what is in sight, so that the Tab key finds the next row. */
const SPARE_PX = 600;

/** The rows that are drawn, and the height of those before and after them. */
export interface DrawnRows<Row> {
  readonly rows: readonly Row[];
  /** The place of the first one. */
  readonly first: number;
  readonly beforePx: number;
  readonly afterPx: number;
}

/** Which of many rows are drawn: those in sight of a frame that scrolls. Rows are as high as their content. */
export class RowWindow<Row> {
  private readonly view = signal({ topPx: 0, heightPx: 800 });
  private readonly heights = signal<ReadonlyMap<unknown, number>>(new Map());

  /** Of a row that was not drawn yet. */
  private readonly usualPx = computed(() => {
    const known = [...this.heights().values()];
    return known.length === 0 ? ESTIMATED_PX : known.reduce((sum, px) => sum + px, 0) / known.length;
  });

  readonly drawn: Signal<DrawnRows<Row>> = computed(
    () => {
      const rows = this.rows();
      if (!this.isOn()) return { rows, first: 0, beforePx: 0, afterPx: 0 };
      const { topPx, heightPx } = this.view();
      const [heights, usualPx, keyOf] = [this.heights(), this.usualPx(), this.keyOf()];
      let [atPx, first, beforePx, end, endPx] = [0, 0, 0, 0, 0];
      rows.forEach((row, index) => {
        atPx += heights.get(keyOf(row)) ?? usualPx;
        if (atPx < topPx - SPARE_PX) [first, beforePx] = [index + 1, atPx];
        if (atPx <= topPx + heightPx + SPARE_PX || index === first) [end, endPx] = [index + 1, atPx];
      });
      return { rows: rows.slice(first, end), first, beforePx, afterPx: atPx - endPx };
    },
    { equal: isSame },
  );

  constructor(
    private readonly rows: Signal<readonly Row[]>,
    private readonly keyOf: Signal<(row: Row) => unknown>,
    /** All rows are drawn while it is off. */
    private readonly isOn: Signal<boolean>,
  ) {}

  /** Follows the frame to where it was scrolled. */
  follow({ scrollTop, clientHeight }: Pick<Element, 'scrollTop' | 'clientHeight'>): void {
    this.view.set({ topPx: scrollTop, heightPx: clientHeight });
  }

  /** Takes the real heights of the rows that are drawn, in their order. */
  measure(heightsPx: readonly number[]): void {
    if (!this.isOn()) return;
    const [known, keyOf] = [this.heights(), this.keyOf()];
    const news = this.drawn()
      .rows.map((row, index) => [keyOf(row), heightsPx[index] ?? 0] as const)
      .filter(([key, heightPx]) => heightPx > 0 && Math.abs((known.get(key) ?? 0) - heightPx) >= 1);
    if (news.length > 0) this.heights.set(new Map([...known, ...news]));
  }
}

function isSame<Row>(one: DrawnRows<Row>, other: DrawnRows<Row>): boolean {
  return (
    one.beforePx === other.beforePx &&
    one.afterPx === other.afterPx &&
    one.rows.length === other.rows.length &&
    one.rows.every((row, index) => row === other.rows[index])
  );
}
