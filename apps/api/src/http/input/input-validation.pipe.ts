import { FieldErrorCode, Refusal, type FieldError } from '@envscope/contracts/index.js';
import { StandardSchemaValidationPipe, type StandardSchemaValidationPipeOptions } from '@nestjs/common';
import type { core } from 'zod';
import { MOST_FAULTS } from '../problems/problem-bounds.js';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

/** Lists the fault of each field: the first ones, and how many more there are. */
function invalidInput(issues: Issues): Refusal {
  const faults = issues.flatMap(faultsOf);
  const omitted = faults.length - MOST_FAULTS;
  return new Refusal('invalid-input', omitted > 0 ? { omitted } : {}, faults.slice(0, MOST_FAULTS));
}

/** One fault for each issue; one about names that do not exist is a fault of each of them, not of what holds them. */
function faultsOf(issue: Issues[number]): FieldError[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const code = codeOf(issue);
  if (!('keys' in issue) || !Array.isArray(issue.keys)) {
    return [{ field: path.join('.') || 'input', code, message: issue.message }];
  }
  // The issue's own message lists all names: with each name it would grow with the square of their number.
  return issue.keys.map((name) => ({
    field: [...path, name].join('.'),
    code,
    message: 'There is no such field',
  }));
}

/** What zod calls each fault. */
const CODES: Readonly<Record<core.$ZodIssue['code'], FieldErrorCode>> = {
  invalid_type: 'wrong-type',
  invalid_format: 'wrong-format',
  invalid_value: 'unknown-value',
  unrecognized_keys: 'unknown-field',
  too_small: 'too-small',
  too_big: 'too-big',
  not_multiple_of: 'invalid',
  invalid_union: 'invalid',
  invalid_key: 'invalid',
  invalid_element: 'invalid',
  custom: 'invalid',
};

/** The code that our own schemas give to what zod knows no code for, else that of zod's. */
function codeOf(issue: Issues[number]): FieldErrorCode {
  const { code, params } = issue as core.$ZodIssue & { params?: { code?: unknown } };
  return FieldErrorCode.safeParse(params?.code).data ?? CODES[code];
}

/** Checks every parameter that names a schema. */
export const inputValidation = () => new StandardSchemaValidationPipe({ exceptionFactory: invalidInput });
