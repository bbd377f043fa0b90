import { computed, DestroyRef, inject, Injectable, type Signal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { type Params, Router } from '@angular/router';
import { map } from 'rxjs';

/** What stands behind the `?`, by name. */
export type Query = Readonly<Record<string, string>>;

/** Values by name that are to stand in the address from now on; null takes one out. */
export type QueryChange = Readonly<Record<string, string | null>>;

/** A value that the address has and that nothing on the page can be. */
export interface IgnoredValue {
  readonly name: string;
  readonly value: string;
}

/** Names whose values somebody on the page reads and cannot use. */
type Refused = () => readonly string[];

/**
 * What a reader has chosen on the page that is open, as its address has it: so it can be sent to others, survives a
 * reload, and the browser's "back" undoes it.
 */
@Injectable({ providedIn: 'root' })
export class Address {
  private readonly router = inject(Router);
  private readonly current = toSignal(this.router.routerState.root.queryParams.pipe(map(queryOf)), {
    initialValue: {},
  });
  /** What is on its way into the address: two changes at a time are one. */
  private readonly pending = signal<Query | null>(null);
  private readonly readers = signal<readonly Refused[]>([]);

  readonly query: Signal<Query> = computed(() => this.pending() ?? this.current());

  /** Values that the page cannot use, and has left aside. */
  readonly ignored = computed<readonly IgnoredValue[]>(() => {
    const names = new Set(this.readers().flatMap((refused) => refused()));
    return Object.entries(this.query())
      .map(([name, value]) => ({ name, value }))
      .filter(({ name, value }) => names.has(name) && value !== '');
  });

  /** Changes what the address has. With `isTyped` the entry before is replaced: "back" does not lead through every letter. */
  change(changes: QueryChange, { isTyped = false } = {}): void {
    const query = Object.fromEntries(
      Object.entries({ ...this.query(), ...changes }).filter(
        (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
      ),
    );
    if (isSame(query, this.query())) return;
    this.pending.set(query);
    void this.router
      .navigate([], { queryParams: query, replaceUrl: isTyped, scroll: 'manual' })
      .finally(() => this.pending.update((pending) => (pending === query ? null : pending)));
  }

  /** Reports what somebody refuses, until they are gone. Needs an injection context. */
  report(refused: Refused): void {
    this.readers.update((readers) => [...readers, refused]);
    inject(DestroyRef).onDestroy(() =>
      this.readers.update((readers) => readers.filter((other) => other !== refused)),
    );
  }
}

/** The last of several values counts. */
function queryOf(params: Params): Query {
  const entries = Object.entries<string | readonly string[]>(params);
  return Object.fromEntries(entries.map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
}

function isSame(one: Query, other: Query): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
