import type { ValidationError } from '@angular/forms/signals';
import { StandardSchemaValidationError } from '@angular/forms/signals';
import { FieldErrorCode } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

/** What zod reports about a value that does not fit; a server's problem has the code alone. */
interface Issue {
  readonly code?: string;
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Where zod's own code says nothing, the contract's. */
  readonly params?: { readonly code?: string };
}

/** What forms find out before anything is sent. */
const FORM_CODES = ['missing', 'not-a-number'] as const;

/** What is wrong with an answer that a schema, the server or a form itself refused, in words that say what to do. */
export function wordsOfFieldError(
  error: ValidationError,
  words: Words,
  writeLimit: (limit: number) => string = (limit) => words.number(limit),
): string {
  if (error instanceof StandardSchemaValidationError)
    return wordsOfIssue(error.issue as Issue, words, writeLimit);
  return wordsOfIssue({ code: error.kind }, words, writeLimit);
}

function wordsOfIssue(issue: Issue, words: Words, writeLimit: (limit: number) => string): string {
  const { code, origin, minimum, maximum, params } = issue;
  const own = FORM_CODES.find((one) => one === code);
  if (own) return words.say(`forms.field.${own}`);
  const known = FieldErrorCode.safeParse(params?.code ?? code).data;
  if (known) return words.say(`forms.fieldErrors.${known}`);
  if (code === 'invalid_type') return words.say('forms.field.required');
  if (code === 'too_small' && minimum !== undefined) {
    if (origin === 'string' && minimum > 1) return words.say('forms.field.tooShort', { count: minimum });
    if (origin === 'string') return words.say('forms.field.required');
    return words.say('forms.field.atLeast', { limit: writeLimit(minimum) });
  }
  if (code === 'too_big' && maximum !== undefined) {
    if (origin === 'string') return words.say('forms.field.tooLong', { count: maximum });
    if (origin === 'array') return words.say('forms.field.tooMany', { count: maximum });
    return words.say('forms.field.atMost', { limit: writeLimit(maximum) });
  }
  return words.say('forms.fieldErrors.invalid');
}
