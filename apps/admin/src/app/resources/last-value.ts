import { effect, linkedSignal, type Resource, type Signal } from '@angular/core';

/**
 * What a resource last brought, kept while it is read anew and when that fails, so that a page shows the last thing
 * known instead of nothing. Undefined when the resource starts to read something else.
 */
export function lastValue<T>(resource: Resource<T | undefined>): Signal<T | undefined> {
  const value = linkedSignal<{ isNew: boolean; value: T | undefined }, T | undefined>({
    source: () => ({
      isNew: resource.status() === 'loading' || resource.status() === 'idle',
      value: resource.hasValue() ? resource.value() : undefined,
    }),
    computation: ({ isNew, value: current }, previous) => current ?? (isNew ? undefined : previous?.value),
  });
  // A linked signal remembers only what somebody read.
  effect(() => void value());
  return value;
}
