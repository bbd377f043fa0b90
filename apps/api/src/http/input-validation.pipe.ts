import type { Problem } from '@envscope/contracts/index.js';
import { StandardSchemaValidationPipe, type StandardSchemaValidationPipeOptions } from '@nestjs/common';
import { MOST_FAULTS } from './problem-bounds.js';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

/** What came in does not fit its schema: each field with what is wrong, of very many the first. */
export class InvalidInput extends Error {
  readonly errors: NonNullable<Problem['errors']>;
  /** How many more there are. */
  readonly omitted: number;

  constructor(issues: Issues) {
    super('Invalid input');
    const faults = issues.flatMap(faultsOf);
    this.errors = faults.slice(0, MOST_FAULTS);
    this.omitted = faults.length - this.errors.length;
  }
}

/** One fault for each issue; one about names that do not exist is a fault of each of them, not of what holds them. */
function faultsOf(issue: Issues[number]): NonNullable<Problem['errors']> {
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

/** The code that our own schemas give to what zod knows no code for, else zod's. */
function codeOf(issue: Issues[number]): string {
  const { code, params } = issue as { code?: unknown; params?: { code?: unknown } };
  const [first] = [params?.code, code].filter((each) => typeof each === 'string');
  return first ?? 'invalid';
}

/** Checks every parameter that names a schema. */
export const inputValidation = () =>
  new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidInput(issues) });
