import { describe, expect, it } from '@jest/globals';
import { mayBy, mayByKey, type Caller } from './callers.ts';
import type { HostileAnswer } from './exchange.ts';
import type { Operation } from './operations.ts';
import { trespassOf } from './trespass.ts';

const VIEWER: Caller = {
  name: 'viewer in dev',
  headers: {},
  isKnown: true,
  may: mayBy([{ role: 'viewer', environment: 'dev' }]),
};
const NOBODY: Caller = { name: 'nobody', headers: {}, isKnown: false, may: () => false };
const KEY: Caller = { ...VIEWER, name: 'a key', may: mayByKey(['audit:read'], null) };

const answer = (status: number, body: object): HostileAnswer => ({
  status,
  contentType: status < 400 ? 'application/json' : 'application/problem+json',
  body: JSON.stringify(body),
  bytes: 1,
  tookMs: 1,
});
const [OK, NOT_KNOWN, NOT_PERMITTED] = [
  answer(200, {}),
  answer(401, { code: 'not-signed-in' }),
  answer(403, { code: 'not-permitted' }),
];

function asked(permission: string, scope: string, path = '/api/internal/things') {
  const operation = { name: `GET ${path}`, path: '/api/internal/things', permission, scope } as Operation;
  const template = scope === 'path' ? { ...operation, path: '/api/internal/{environment}' } : operation;
  return { operation: template, path, headers: {}, body: undefined, tricks: [] };
}

describe('an answer to somebody who may not', () => {
  it.each<[string, Caller, ReturnType<typeof asked>, HostileAnswer, RegExp | undefined]>([
    ['is right without a session', NOBODY, asked('read', 'console'), NOT_KNOWN, undefined],
    ['lets nobody in', NOBODY, asked('read', 'handler'), OK, /answers 200 .*without knowing/],
    [
      'checks nothing before the door',
      NOBODY,
      asked('read', 'handler'),
      answer(400, { code: 'invalid-input' }),
      /400/,
    ],
    [
      'may say before it that there is no JSON',
      NOBODY,
      asked('read', 'handler'),
      answer(415, { code: 'body-not-json' }),
      undefined,
    ],
    ['takes no signed-in person for nobody', VIEWER, asked('signed-in', ''), NOT_KNOWN, /though it knows/],
    [
      'holds in another environment',
      VIEWER,
      asked('read', 'path', '/api/internal/prod'),
      OK,
      /not permitted/,
    ],
    ['holds in their own', VIEWER, asked('read', 'path', '/api/internal/dev'), OK, undefined],
    [
      'turns away no one who may',
      VIEWER,
      asked('read', 'path', '/api/internal/dev'),
      NOT_PERMITTED,
      /is permitted/,
    ],
    ['is for the console as a whole', VIEWER, asked('read', 'console'), OK, /not permitted/],
    ['takes the permission that it names', VIEWER, asked('rules:write', 'handler'), OK, /not permitted/],
    ['is no fault', VIEWER, asked('read', 'handler'), answer(500, { code: 'internal-error' }), /answers 500/],
    [
      'shows nothing of others',
      VIEWER,
      asked('read', 'handler'),
      answer(200, { environment: 'prod' }),
      /shows something of prod/,
    ],
    [
      'shows no channel of others',
      VIEWER,
      asked('read', 'handler'),
      answer(200, { id: 'prod.discord' }),
      /prod/,
    ],
    [
      'shows what is theirs',
      VIEWER,
      asked('read', 'handler'),
      answer(200, { environment: 'dev' }),
      undefined,
    ],
    [
      'shows a key what it is for',
      KEY,
      asked('audit:read', 'console'),
      answer(200, { environment: 'prod' }),
      undefined,
    ],
    [
      'is the same for all where all may ask',
      NOBODY,
      asked('public', ''),
      NOT_PERMITTED,
      /everybody may ask/,
    ],
  ])('%s', (_, caller, sent, given, fault) => {
    const found = trespassOf(caller, sent, given);
    if (fault) expect(found).toMatch(fault);
    else expect(found).toBeUndefined();
  });
});
