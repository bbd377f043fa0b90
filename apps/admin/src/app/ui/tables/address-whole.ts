import { computed, inject, signal } from '@angular/core';
import { Address } from '../../resources/address';

const ALL = 'all';

/** Whether all rows of a long table are shown. */
export interface WholeTable {
  (): boolean;
  show(): void;
}

/** Keeps in the address under a name that all rows are shown: `rows=all`. Without a name it is nobody's but the page's. Needs an injection context. */
export function addressWhole(name: () => string | undefined): WholeTable {
  const address = inject(Address);
  const own = signal(false);
  const written = computed(() => address.query()[name() ?? '']);
  address.report(() => (written() === undefined || written() === ALL ? [] : [name() ?? '']));
  return Object.assign(() => (name() === undefined ? own() : written() === ALL), {
    show: (): void => {
      const place = name();
      if (place === undefined) own.set(true);
      else address.change({ [place]: ALL });
    },
  });
}
