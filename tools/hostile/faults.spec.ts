import { describe, expect, it } from '@jest/globals';
import type { HostileAnswer } from './exchange.ts';
import type { HostileRequest } from './mischief.ts';
import { faultOf, faultsOfLog } from './faults.ts';

const SECRET = 'token-of-the-webhook';

const hostile: HostileRequest = {
  operation: {
    name: 'GET /api/internal/rules',
    method: 'GET',
    path: '/api/internal/rules',
    parameters: [],
    body: null,
    statuses: new Set([200, 503]),
    permission: 'public',
    scope: '',
    isStream: false,
  },
  path: '/api/internal/rules?x=1',
  headers: {},
  body: undefined,
  tricks: ['a name'],
};
const sound: HostileAnswer = {
  status: 200,
  contentType: 'application/json',
  body: '{}',
  bytes: 2,
  tookMs: 3,
};
const problem: HostileAnswer = { ...sound, status: 400, contentType: 'application/problem+json' };

describe('faultOf', () => {
  it.each([
    { story: 'a success', answer: sound },
    { story: 'an announced refusal', answer: { ...problem, status: 503 } },
    { story: 'a refusal that every operation has', answer: { ...problem, status: 415 } },
  ])('lets $story pass', ({ answer }) => expect(faultOf(hostile, answer, [SECRET])).toBeUndefined());

  it.each([
    {
      story: 'no answer',
      answer: { ...sound, status: 0, tookMs: 10_000 },
      fault: 'no answer after 10000 ms',
    },
    { story: 'an error that is not announced', answer: { ...problem, status: 500 }, fault: 'answers 500' },
    { story: 'a large error', answer: { ...problem, bytes: 20_000 }, fault: 'an error of 20000 bytes' },
    {
      story: 'an error that is no problem document',
      answer: { ...problem, contentType: 'text/html' },
      fault: 'an error of type text/html',
    },
    {
      story: 'a success without an end',
      answer: { ...sound, bytes: 90_000 },
      fault: 'a success of 90000 bytes',
    },
    { story: 'a secret', answer: { ...sound, body: `{"x":"${SECRET}"}` }, fault: 'repeats secret number 1' },
  ])('finds $story', ({ answer, fault }) =>
    expect(faultOf(hostile, answer, [SECRET])).toContain(`GET /api/internal/rules (a name): ${fault}`),
  );
});

describe('faultsOfLog', () => {
  const line = (level: string, words: string) =>
    `[Nest] 23098  - 11/28/2026, 6:09:10 PM ${level.padStart(7)} [Problem] ${words}`;

  it('lets a clean log pass', () =>
    expect(faultsOfLog([line('LOG', 'It listens'), line('WARN', 'No ERROR of ours'), ''], [SECRET])).toEqual(
      [],
    ));

  it('finds errors and secrets', () =>
    expect(faultsOfLog([line('ERROR', 'Oh'), line('LOG', `posts with ${SECRET}`)], [SECRET])).toEqual([
      `it logged an error: ${line('ERROR', 'Oh')}`,
      'a secret is in its log',
    ]));
});
