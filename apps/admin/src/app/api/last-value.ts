import { linkedSignal, type Resource, type Signal } from '@angular/core';

/**
 * What a resource last brought, kept while it is read anew and when that fails, so that a page shows the last thing
 * known instead of nothing. Undefined when the resource starts to read something else.
 */
export function lastValue<T>(resource: Resource<T | undefined>): Signal<T | undefined> {
  return linkedSignal<{ isNew: boolean; value: T | undefined }, T | undefined>({
    source: () => ({
      isNew: resource.status() === 'loading' || resource.status() === 'idle',
      value: resource.hasValue() ? resource.value() : undefined,
    }),
    computation: ({ isNew, value }, previous) => value ?? (isNew ? undefined : previous?.value),
  });
}
