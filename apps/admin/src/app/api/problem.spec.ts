import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { wordsOfError } from './problem';

const problem = (status: number, code: string, params: object = {}) =>
  new HttpErrorResponse({ status, error: { type: 'about:blank', title: 'x', status, code, params } });

describe('wordsOfError', () => {
  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideWords()] });
    await TestBed.inject(Words).speak('en');
  });

  it.each([
    { error: new HttpErrorResponse({ status: 0 }), says: 'The console’s server does not respond.' },
    {
      error: new HttpErrorResponse({ status: 502, error: '<html>' }),
      says: 'The console’s server does not respond.',
    },
    {
      error: problem(429, 'too-soon', { retryAfterMs: 3_000 }),
      says: 'Too soon after the last request. Try again in 3 sec.',
    },
    { error: problem(503, 'store-failing'), says: 'The console’s store is failing' },
    { error: problem(403, 'foreign-origin'), says: 'The server rejects this address.' },
    {
      error: problem(409, 'already-acknowledged', { by: 'Minji' }),
      says: 'Already acknowledged by Minji.',
    },
    { error: problem(404, 'unknown-incident', { id: 'x' }), says: 'It does not exist' },
    { error: problem(418, 'a-newer-code'), says: 'The server rejected the request (HTTP 418).' },
    {
      error: new HttpErrorResponse({ status: 404, error: 'gone' }),
      says: 'The server rejected the request (HTTP 404).',
    },
    {
      error: new HttpErrorResponse({ status: 200, error: 'not JSON' }),
      says: 'The server’s response is invalid',
    },
    {
      error: new TypeError('Failed to fetch dynamically imported module: http://127.0.0.1:3000/rules.js'),
      says: 'Part of the page could not be loaded.',
    },
    { error: new TypeError('a schema did not match'), says: 'The server’s response is invalid' },
  ])('says "$says"', ({ error, says }) => {
    expect(wordsOfError(error, TestBed.inject(Words))).toContain(says);
  });

  it('reads a problem that came as text', () => {
    const { status, error } = problem(503, 'store-failing');
    const asText = new HttpErrorResponse({ status, error: JSON.stringify(error) });
    expect(wordsOfError(asText, TestBed.inject(Words))).toContain('store');
  });
});
