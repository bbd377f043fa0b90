import { HttpClient } from '@angular/common/http';
import { computed, effect, inject, type ResourceRef, type Signal, untracked } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { EMPTY, expand, map, type Observable, take, toArray } from 'rxjs';
import { Address } from './address';
import { lastValue } from './last-value';

/** Every page of the API says how to go on; null at the end. */
interface Page {
  readonly nextCursor: string | null;
}

/** What was read of a list: so many of its pages, and whether there are more. */
interface Reading<P> {
  readonly pages: readonly P[];
  readonly count: number;
  readonly hasMore: boolean;
}

interface Question<T, P, I> {
  /** What the list is of; with another one it begins at its first page again. */
  readonly of: () => T;
  readonly ask: (of: T) => { readonly url: string; readonly params?: Readonly<Record<string, string>> };
  readonly parse: (answer: unknown) => P;
  readonly items: (page: P) => readonly I[];
  /** What the address calls the number of pages that are shown: "pages" or something that ends in it. */
  readonly pages?: () => string;
  /** Read to the end at once, for a list with a bound that is searched as a whole. */
  readonly isWhole?: boolean;
}

/** A list of the API, as far as it was read. */
export interface PagedList<P, I> {
  readonly resource: ResourceRef<unknown>;
  /** Of all pages that were read; undefined before the first one was. */
  readonly items: Signal<readonly I[] | undefined>;
  /** It says what is the same for the whole list. */
  readonly firstPage: Signal<P | undefined>;
  readonly hasMore: Signal<boolean>;
  readonly isReadingMore: Signal<boolean>;
  readMore(): void;
}

/** A list of the API that is read page by page, the next one when a reader asks for it. Needs an injection context. */
export function pagedList<T extends object | string, P extends Page, I>(
  question: Question<T, P, I>,
): PagedList<P, I> {
  const http = inject(HttpClient);
  const address = inject(Address);
  const { isWhole = false, pages: nameOf = () => 'pages' } = question;
  const written = computed(() => (isWhole ? undefined : address.query()[nameOf()]));
  const wanted = computed(() => (isWhole ? Infinity : (countOf(written()) ?? 1)));
  address.report(() => (written() !== undefined && countOf(written()) === undefined ? [nameOf()] : []));

  /** All pages anew, since what has changed may have moved from one to another. */
  const read = (of: T, count: number): Observable<Reading<P>> => {
    const { url, params } = question.ask(of);
    const page = (cursor: string | null) =>
      http
        .get<unknown>(url, { params: { ...params, ...(cursor !== null && { cursor }) } })
        .pipe(map((answer) => question.parse(answer)));
    return page(null).pipe(
      expand(({ nextCursor }) => (nextCursor === null ? EMPTY : page(nextCursor))),
      take(count),
      toArray(),
      map((pages) => ({ pages, count, hasMore: pages.at(-1)?.nextCursor !== null })),
    );
  };

  const resource = rxResource({
    params: () => question.of(),
    stream: ({ params }) => read(params, wanted()),
  });
  const reading = lastValue<Reading<P>>(resource);
  effect(() => {
    const count = wanted();
    const read = untracked(reading);
    if (read !== undefined && read.count !== count) resource.reload();
  });
  return {
    resource,
    items: computed(() => reading()?.pages.flatMap(question.items)),
    firstPage: computed(() => reading()?.pages[0]),
    hasMore: computed(() => reading()?.hasMore ?? false),
    isReadingMore: computed(() => resource.isLoading() && wanted() > (reading()?.count ?? 0)),
    readMore(): void {
      address.change({ [nameOf()]: String(Math.min(wanted() + 1, MOST_PAGES)) }, { isTyped: true });
    },
  };
}

/** Whether a name of the address says how many pages of a list are shown. */
export function isPages(name: string): boolean {
  return name.endsWith('pages');
}

const MOST_PAGES = 99;

function countOf(written: string | undefined): number | undefined {
  return written !== undefined && /^[1-9]\d?$/.test(written) ? Number(written) : undefined;
}
