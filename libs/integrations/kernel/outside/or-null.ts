import type * as z from 'zod';

/** A field that may be absent or odd, and is null then, so that it does not spoil the rest of an answer. */
export const orNull = <T>(schema: z.ZodType<T>) =>
  schema
    .nullish()
    .catch(null)
    .transform((value): T | null => value ?? null);
