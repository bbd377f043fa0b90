import { HttpErrorResponse } from '@angular/common/http';
import { Problem } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';

/** The problem in an answer; null where there was no answer, or none with a problem. */
export function problemOf(error: unknown): Problem | null {
  const failure = responseOf(error);
  const body: unknown = typeof failure?.error === 'string' ? parseJson(failure.error) : failure?.error;
  return Problem.safeParse(body).data ?? null;
}

/** What went wrong with a request, in words that say what to do. */
export function wordsOfError(error: unknown, words: Words): string {
  const failure = responseOf(error);
  if (failure?.status === 0)
    return words.say(navigator.onLine ? 'shell.problem.unreachable' : 'shell.problem.offline');
  const problem = problemOf(error);
  if (problem) return words.problem(problem);
  // A gateway in front of the server answers for it, without a problem.
  if (failure && failure.status >= 502) return words.say('shell.problem.unreachable');
  if (failure && !failure.ok && failure.status >= 400) {
    return words.say('shell.problem.other', { status: String(failure.status) });
  }
  if (isMissingPart(error)) return words.say('shell.problem.chunk');
  return words.say('shell.problem.unreadable');
}

/** A script of the console that was asked for has not come: each browser says so in its own words, all of them of a module. */
function isMissingPart(error: unknown): boolean {
  return error instanceof TypeError && /\bmodule\b/i.test(error.message);
}

function responseOf(error: unknown): HttpErrorResponse | null {
  if (error instanceof HttpErrorResponse) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof HttpErrorResponse ? cause : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
