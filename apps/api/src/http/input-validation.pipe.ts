import type { Problem } from '@envscope/contracts/index.js';
import { StandardSchemaValidationPipe, type StandardSchemaValidationPipeOptions } from '@nestjs/common';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

/** What came in does not fit its schema: each field with what is wrong. */
export class InvalidInput extends Error {
  readonly errors: NonNullable<Problem['errors']>;

  constructor(issues: Issues) {
    super('Invalid input');
    this.errors = issues.flatMap((issue) =>
      fieldsOf(issue).map((field) => ({
        field,
        code: 'code' in issue && typeof issue.code === 'string' ? issue.code : 'invalid',
        message: issue.message,
      })),
    );
  }
}

/** Where the issue is. One about names that do not exist is at each of them, not at what holds them. */
function fieldsOf(issue: Issues[number]): string[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const strangers = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : [];
  if (strangers.length > 0) return strangers.map((name) => [...path, name].join('.'));
  return [path.join('.') || 'input'];
}

/** Checks every parameter that names a schema. */
export const inputValidation = () =>
  new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidInput(issues) });
