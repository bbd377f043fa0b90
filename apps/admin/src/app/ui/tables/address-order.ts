import { computed, inject, signal } from '@angular/core';
import { Address } from '../../resources/address';
import type { ChosenOrder, SortOrder } from './sorting';

/**
 * An order of rows that stands in the address under a name as its column, with a minus where it is read downwards:
 * `sort=-p95`. Without a name it is nobody's but the page's. Needs an injection context.
 */
export function addressOrder<Column extends string>(
  name: () => string | undefined,
  columns: () => readonly Column[],
): ChosenOrder<Column> {
  const address = inject(Address);
  const own = signal<SortOrder<Column> | null>(null);
  const written = computed(() => address.query()[name() ?? '']);
  const order = computed(() => {
    const text = written();
    if (name() === undefined) return own();
    const column = columns().find((one) => nameOf(one) === text?.replace(/^-/, ''));
    return text === undefined || column === undefined ? null : { column, isDescending: text.startsWith('-') };
  });
  address.report(() => (written() !== undefined && order() === null ? [name() ?? ''] : []));
  return Object.assign(order, {
    set: (chosen: SortOrder<Column> | null): void => {
      const place = name();
      if (place === undefined) own.set(chosen);
      else address.change({ [place]: chosen && `${chosen.isDescending ? '-' : ''}${nameOf(chosen.column)}` });
    },
  });
}

/** Columns are called by the keys of their texts: the last part differs. */
function nameOf(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1);
}
