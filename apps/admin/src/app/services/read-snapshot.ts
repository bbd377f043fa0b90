import type { Snapshot } from '@envscope/contracts/index.js';
import type * as z from 'zod/mini';

/** A snapshot as its service knows it, or why there is none: not read yet, or of a shape that the console does not know. */
export type ReadSnapshot<T> =
  | { readonly snapshot: T; readonly isMismatch: false }
  | { readonly snapshot: null; readonly isMismatch: boolean };

/** Reads a snapshot by the service's schema; never throws, so that one service cannot take the page with it. */
export function readSnapshot<T>(schema: z.ZodMiniType<T>, snapshot: Snapshot | null): ReadSnapshot<T> {
  if (snapshot === null) return { snapshot: null, isMismatch: false };
  const read = schema.safeParse(snapshot);
  return read.success ? { snapshot: read.data, isMismatch: false } : { snapshot: null, isMismatch: true };
}
