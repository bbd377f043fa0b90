import { Refusal } from '../http/exchange.ts';
import type { Issue } from './project.ts';
import { detail } from './query.ts';

/** What the vendor searches for unless a call says otherwise. */
export const DEFAULT_SEARCH = 'is:unresolved';

/**
 * Reads a search: `is:` with a state, and words of the title; all of it must hold. Refuses any other key with 400, since
 * ignoring it would show the wrong issues.
 */
export function searchOf(text: string): (issue: Issue) => boolean {
  const tests = (text.match(/\S+/g) ?? []).map(testOf);
  return (issue) => tests.every((test) => test(issue));
}

function testOf(term: string): (issue: Issue) => boolean {
  const [, key, value] = /^(\w+):(.+)$/.exec(term) ?? [];
  if (key === undefined || value === undefined) {
    return ({ type, value: said }) => `${type}: ${said}`.toLowerCase().includes(term.toLowerCase());
  }
  if (key === 'is') return (issue) => isIn(value, issue);
  throw new Refusal(detail(400, `Error parsing search query: the sandbox cannot search for '${term}'`));
}

function isIn(state: string, { status, substatus }: Issue): boolean {
  if (state === 'archived') return status === 'ignored';
  return state === status || state === substatus || state === 'unassigned';
}
