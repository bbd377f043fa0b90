import { HttpErrorResponse } from '@angular/common/http';
import { Problem } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';

/** The problem that an answer told; null where there was no answer, or none that tells one. */
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
  if (problem) return wordsOfProblem(problem, words);
  // A gateway in front of the server answers for it, without a problem.
  if (failure && failure.status >= 502) return words.say('shell.problem.unreachable');
  if (failure && !failure.ok && failure.status >= 400) {
    return words.say('shell.problem.other', { status: String(failure.status) });
  }
  return words.say('shell.problem.unreadable');
}

function wordsOfProblem({ code, params, status }: Problem, words: Words): string {
  switch (code) {
    case 'too-soon':
      return words.say('shell.problem.too-soon', {
        retryAfter: words.duration(Number(params['retryAfterMs'] ?? 0)),
      });
    case 'channel-asks-to-wait':
      return words.say('shell.problem.channel-asks-to-wait', {
        until: words.instant(String(params['untilAt'] ?? '')),
      });
    case 'already-acknowledged':
      return words.say('shell.problem.already-acknowledged', { name: String(params['by'] ?? '') });
    case 'unknown-incident':
    case 'unknown-rule':
    case 'unknown-delivery':
    case 'unknown-quiet':
    case 'unknown-channel':
      return words.say('shell.problem.gone');
    case 'foreign-host':
    case 'foreign-origin':
    case 'foreign-site':
      return words.say('shell.problem.foreign');
    case 'too-many-rules':
    case 'too-many-quiets':
    case 'too-many-comments':
      return words.say('shell.problem.too-many', { most: Number(params['most'] ?? 0) });
    case 'incident-over':
    case 'quiet-over':
    case 'not-dead':
    case 'not-leading':
    case 'store-failing':
    case 'too-many-questions':
    case 'busy':
    case 'rule-changed':
    case 'internal-fault':
    case 'unknown-environment':
    case 'unknown-service':
    case 'not-configured':
    case 'service-unavailable':
    case 'invalid-input':
      return words.say(`shell.problem.${code}`);
    default:
      return words.say('shell.problem.other', { status: String(status) });
  }
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
