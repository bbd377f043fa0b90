import type * as z from 'zod';
import { IntegrationError } from './integration-error.js';

/** An answer that makes no sense; `where` is the first place that does not. */
export function invalidAnswer(where: string, message = `Unexpected answer at ${where}`): IntegrationError {
  return new IntegrationError('invalid-answer', message, { params: { where } });
}

/** An answer as its schema reads it. Throws `invalid-answer`; `whole` names the answer where all of it is at fault. */
export function understood<T>(schema: z.ZodType<T>, answer: unknown, whole: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw invalidAnswer(parsed.error.issues[0]?.path.join('.') || whole);
}
