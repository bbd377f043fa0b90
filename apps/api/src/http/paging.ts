import * as z from 'zod';
import { wholeNumber } from './query-parts.js';

/** What every question for a page has. */
export const paging = {
  cursor: z.uuid().optional().meta({ description: 'The `nextCursor` of the page before' }),
  limit: wholeNumber(1, 200, 50),
};

/** One page of what is read newest first; the cursor is the id to go on before, null at the end. */
export async function readPage<T extends { readonly id: string }>(
  limit: number,
  read: (limit: number) => Promise<readonly T[]>,
): Promise<{ items: T[]; nextCursor: string | null }> {
  // The one too many only tells that there is a next page.
  const found = await read(limit + 1);
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
