import * as z from 'zod/mini';
import { FieldError } from './field-error.js';
import { ProblemCode } from './problem-code.js';

/** RFC 9457 problem details. `libs/texts` turns `code` and `params` into words; parameter names say their format, as a reason's do. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: ProblemCode,
    params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    errors: z.optional(z.array(FieldError)),
  })
  .register(z.globalRegistry, { id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
