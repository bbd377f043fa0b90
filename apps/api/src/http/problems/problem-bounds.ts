import type { FieldError, Problem } from '@envscope/contracts/index.js';

/** The most faults that one problem lists; it counts the rest. */
export const MOST_FAULTS = 20;

const LONGEST_NAME = 80;
const LONGEST_TEXT = 160;
const LONGEST_LIST = 50;

/** The problem with every text that a caller may have made up cut, so that no request makes an answer of any size. */
export function bounded(problem: Problem): Problem {
  const { params, errors } = problem;
  return {
    ...problem,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, boundedValue(value)])),
    ...(errors && { errors: errors.slice(0, MOST_FAULTS).map(boundedFault) }),
  };
}

function boundedFault({ field, code, message }: FieldError): FieldError {
  return { field: cut(field, LONGEST_NAME), code, message: cut(message, LONGEST_TEXT) };
}

function boundedValue(value: Problem['params'][string]): Problem['params'][string] {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return cut(value, LONGEST_TEXT);
  return value.slice(0, LONGEST_LIST).map((text) => cut(text, LONGEST_NAME));
}

function cut(text: string, longest: number): string {
  // A cut may fall between the halves of one character.
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;
}
