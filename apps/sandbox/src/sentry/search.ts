import { Refusal } from '../http/exchange.ts';
import type { Issue } from './project.ts';
import { detail, duration } from './query.ts';

type Test = (issue: Issue) => boolean;

/** What the vendor searches for unless a call says otherwise. */
export const DEFAULT_SEARCH = 'is:unresolved';

/**
 * Reads a search: `is:`, `level:`, `firstSeen:`, `lastSeen:` and `age:` with a length of time, and words of the title.
 * All of it must hold. Refuses any other key with 400, since ignoring it would show the wrong issues.
 */
export function searchOf(text: string, nowMs: number): Test {
  const tests = (text.match(/"[^"]*"|\S+/g) ?? []).map((term) => testOf(term, nowMs));
  return (issue) => tests.every((test) => test(issue));
}

function testOf(term: string, nowMs: number): Test {
  const [, key, value] = /^(\w+):(.+)$/.exec(term) ?? [];
  if (key === undefined || value === undefined) {
    const words = term.replaceAll('"', '').toLowerCase();
    return ({ type, value: said }) => `${type}: ${said}`.toLowerCase().includes(words);
  }
  if (key === 'is') return (issue) => isIn(value, issue);
  if (key === 'level') return ({ level }) => level === value;
  if (key === 'firstSeen' || key === 'age')
    return seen(term, value, nowMs, ({ occurrences }) => occurrences[0]?.atMs);
  if (key === 'lastSeen') return seen(term, value, nowMs, ({ occurrences }) => occurrences.at(-1)?.atMs);
  throw unreadable(term);
}

function isIn(state: string, { status, substatus }: Issue): boolean {
  if (state === 'archived') return status === 'ignored';
  return state === status || state === substatus || state === 'unassigned';
}

/** `-24h` means within the last day, `+24h` longer ago. */
function seen(term: string, value: string, nowMs: number, atOf: (issue: Issue) => number | undefined): Test {
  const length = duration(value.replace(/^[+-]/, ''));
  if (length === undefined) throw unreadable(term);
  const isRecent = (atMs = 0) => atMs >= nowMs - length;
  return value.startsWith('+') ? (issue) => !isRecent(atOf(issue)) : (issue) => isRecent(atOf(issue));
}

function unreadable(term: string): Refusal {
  return new Refusal(detail(400, `Error parsing search query: the sandbox cannot search for '${term}'`));
}
