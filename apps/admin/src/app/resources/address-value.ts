import { computed, inject, type Signal } from '@angular/core';
import { Address } from './address';

/** One value of the address, readable like a signal. */
export interface AddressValue<T> extends Signal<T> {
  /** Chooses another one; the standard one does not stand in the address. */
  set(value: T): void;
}

interface Reading<T> {
  /** The value that is written; undefined where it is none. */
  readonly read: (written: string) => T | undefined;
  /** Holds where the address says nothing, or nothing of use. */
  readonly standard: () => T;
  readonly write?: (value: T) => string;
  /** It is written letter by letter. */
  readonly isTyped?: boolean;
}

/** A value that stands in the page's address under this name. Needs an injection context. */
export function addressValue<T>(name: string, reading: Reading<T>): AddressValue<T> {
  const address = inject(Address);
  const { read, standard, write = String, isTyped = false } = reading;
  const written = computed(() => address.query()[name]);
  const value = computed(() => {
    const text = written();
    return text === undefined ? undefined : read(text);
  });
  address.report(() => (written() !== undefined && value() === undefined ? [name] : []));
  return Object.assign(
    computed(() => value() ?? standard()),
    {
      set: (chosen: T): void => {
        const text = write(chosen);
        address.change({ [name]: text === write(standard()) ? null : text }, { isTyped });
      },
    },
  );
}

/** One of some values, which may change while the page is open. Needs an injection context. */
export function addressChoice<T extends string>(
  name: string,
  options: () => readonly T[],
  standard: () => T,
): AddressValue<T> {
  return addressValue<T>(name, {
    read: (written) => options().find((option) => option === written),
    standard,
  });
}

/** A text that is searched for. Needs an injection context. */
export function addressText(name: string): AddressValue<string> {
  return addressValue(name, { read: (written) => written, standard: () => '', isTyped: true });
}
