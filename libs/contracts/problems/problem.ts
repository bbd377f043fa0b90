import * as z from 'zod/mini';

/** RFC 9457 problem details. `code` is stable; `libs/texts` turns it and `params` into words. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    errors: z.optional(z.array(z.object({ field: z.string(), code: z.string(), message: z.string() }))),
  })
  .register(z.globalRegistry, { id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
