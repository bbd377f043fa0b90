import type { Problem } from '@envscope/contracts/index.js';
import { StandardSchemaValidationPipe, type StandardSchemaValidationPipeOptions } from '@nestjs/common';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

/** What came in does not fit its schema: each field with what is wrong. */
export class InvalidInput extends Error {
  readonly errors: NonNullable<Problem['errors']>;

  constructor(issues: Issues) {
    super('Invalid input');
    this.errors = issues.map((issue) => ({
      field:
        (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ||
        'input',
      code: 'code' in issue && typeof issue.code === 'string' ? issue.code : 'invalid',
      message: issue.message,
    }));
  }
}

/** Checks every parameter that names a schema. */
export const inputValidation = () =>
  new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidInput(issues) });
