import { invalidField } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { wholeNumber } from './query-parts.js';

/** What every query for a page has. */
export const paging = {
  cursor: z.uuid().optional().meta({ description: 'The `nextCursor` of the page before' }),
  limit: wholeNumber(1, 200, 50),
};

/**
 * One page of what is in memory whole; the cursor is the id to go on after. Throws `invalid-input` where nothing has the
 * cursor's id any more: the list has to be read from its beginning.
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): { items: T[]; nextCursor: string | null } {
  const before = cursor === undefined ? -1 : items.findIndex(({ id }) => id === cursor);
  if (before < 0 && cursor !== undefined) {
    throw invalidField('cursor', 'unknown-cursor', 'Begin again without one: the list has changed');
  }
  const page = items.slice(before + 1, before + 1 + limit);
  const isLast = before + 1 + limit >= items.length;
  return { items: page, nextCursor: isLast ? null : (page.at(-1)?.id ?? null) };
}

/** One page of what is read newest first; the cursor is the id to go on before, null at the end. */
export async function readPage<T extends { readonly id: string }>(
  limit: number,
  read: (limit: number) => Promise<readonly T[]>,
): Promise<{ items: T[]; nextCursor: string | null }> {
  // One more than asked for shows whether there is a next page.
  const found = await read(limit + 1);
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
