import * as z from 'zod/mini';

/** All that can be wrong with one field. Codes are stable; `libs/texts` has the words of each. */
export const FieldErrorCode = z
  .enum([
    'invalid',
    'invalid-json',
    'unknown-field',
    'wrong-type',
    'wrong-format',
    'unknown-value',
    'too-small',
    'too-big',
    'out-of-range',
    'unseen-characters',
    'ends-before-it-starts',
    'in-the-past',
    'too-far-ahead',
    'over-a-year',
    'range-too-long',
    'needs-end',
    'needs-service',
    'unknown-measurement',
    'not-of-target',
    'no-targets',
    'over-maximum',
    'never-met',
    'fixed',
    'unknown-cursor',
    'too-common',
  ])
  .register(z.globalRegistry, { id: 'FieldErrorCode' });
export type FieldErrorCode = z.infer<typeof FieldErrorCode>;

/** What is wrong with one field of a body or a query. `message` is for developers. */
export const FieldError = z
  .object({ field: z.string(), code: FieldErrorCode, message: z.string() })
  .register(z.globalRegistry, { id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** The options of a schema's own check: what it refuses with, for developers and as a code. */
export function refusedAs(
  code: FieldErrorCode,
  error: string,
): { error: string; params: { code: FieldErrorCode } } {
  return { error, params: { code } };
}
