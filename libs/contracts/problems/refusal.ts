import type { FieldError, FieldErrorCode } from './field-error.js';
import type { Problem } from './problem.js';
import type { ProblemCode } from './problem-code.js';

/** A request that cannot be granted: thrown where that is found out, answered as the problem of its code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly params: Problem['params'];
  readonly errors: readonly FieldError[] | undefined;

  constructor(code: ProblemCode, params: Problem['params'] = {}, errors?: readonly FieldError[]) {
    super(`${code} ${JSON.stringify({ ...params, ...(errors && { errors }) })}`);
    this.code = code;
    this.params = params;
    this.errors = errors;
  }
}

/** A refusal that names the one field that is wrong. */
export function invalidField(field: string, code: FieldErrorCode, message: string): Refusal {
  return new Refusal('invalid-input', {}, [{ field, code, message }]);
}
