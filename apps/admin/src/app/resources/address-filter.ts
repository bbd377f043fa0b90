import { computed, inject, type Signal } from '@angular/core';
import { Address, type QueryChange } from './address';
import { isPages } from './paged-list';

/** What a reader filters by; absent is all. */
type FilterOf<F> = { readonly [Name in keyof F]: string | undefined };

/** A filter that stands in the page's address. */
export interface AddressFilter<F> {
  /** Another one only where it finds other things. */
  readonly filter: Signal<F>;
  readonly isSet: Signal<boolean>;
  /** Filters by another value from now on, by none where it is empty. */
  choose(name: keyof F & string, value: string): void;
  /** Filters by what is being written. */
  type(name: keyof F & string, text: string): void;
  clear(): void;
}

/**
 * Keeps a filter of these names in the address, out of which `read` takes it. Values of `owned` belong to one of another name:
 * `{ channel: 'environment' }` has another environment clear the channel. Needs an injection context.
 */
export function addressFilter<F extends FilterOf<F>>(
  names: readonly (keyof F & string)[],
  read: (written: Readonly<Record<keyof F, string | undefined>>) => F,
  owned: Partial<Record<keyof F & string, keyof F & string>> = {},
): AddressFilter<F> {
  const address = inject(Address);
  const written = computed(() => {
    const query = address.query();
    return Object.fromEntries(names.map((name) => [name, query[name]])) as Record<
      keyof F,
      string | undefined
    >;
  });
  const filter = computed(() => read(written()), { equal: isSameFilter });
  address.report(() => names.filter((name) => written()[name] && filter()[name] === undefined));
  // What is found by another filter begins at its first page.
  const change = (changes: QueryChange, options = {}): void => {
    const pages = Object.keys(address.query()).filter(isPages);
    address.change({ ...Object.fromEntries(pages.map((name) => [name, null])), ...changes }, options);
  };
  return {
    filter,
    isSet: computed(() => Object.keys(paramsOf(filter())).length > 0),
    choose: (name, value) => {
      const lost = names.filter((other) => owned[other] === name);
      change({ ...Object.fromEntries(lost.map((other) => [other, null])), [name]: value || null });
    },
    type: (name, text) => change({ [name]: text || null }, { isTyped: true }),
    clear: () => change(Object.fromEntries(names.map((name) => [name, null]))),
  };
}

/** What a filter asks the API for: its values without those that are absent. */
export function paramsOf<F extends FilterOf<F>>(filter: F): Record<string, string> {
  const given = Object.entries<string | undefined>(filter);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Whether both find the same. */
export function isSameFilter<F extends FilterOf<F>>(one: F | null, other: F | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
