import { computed, inject, type Signal } from '@angular/core';
import { Router } from '@angular/router';

/** What a reader filters by; absent is all. */
type FilterOf<F> = { readonly [Name in keyof F]: string | undefined };

/** A filter that stands in the page's address, so that it can be sent to others and survives a reload. */
export interface AddressFilter<F> {
  /** Another one only where it finds other things. */
  readonly filter: Signal<F>;
  readonly isSet: Signal<boolean>;
  /** Filters by another value from now on, by none where it is empty; `instead` goes with the change. */
  choose(name: keyof F & string, value: string, instead?: Partial<Record<keyof F, null>>): void;
  clear(): void;
}

/** Keeps a filter in the address, out of which `read` takes it. Needs an injection context. */
export function addressFilter<F extends FilterOf<F>>(read: () => F): AddressFilter<F> {
  const router = inject(Router);
  const filter = computed(read, { equal: isSameFilter });
  return {
    filter,
    isSet: computed(() => Object.keys(paramsOf(filter())).length > 0),
    choose(name, value, instead = {}): void {
      void router.navigate([], {
        queryParams: { ...instead, [name]: value === '' ? null : value },
        queryParamsHandling: 'merge',
        replaceUrl: true,
      });
    },
    clear(): void {
      void router.navigate([], { replaceUrl: true });
    },
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
