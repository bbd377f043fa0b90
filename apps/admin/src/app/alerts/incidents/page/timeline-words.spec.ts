import { TestBed } from '@angular/core/testing';
import type { TimelineEntry } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from '../../../language/provide-words';
import { Words } from '../../../language/words';
import { happeningOf } from './timeline-words';

const at = '2026-11-23T06:00:00.000Z';
const SEARCH = { at, service: 'endpoints', target: 'search', label: null } as const;
const REASON = { code: 'unexpected-status', params: { httpStatus: 503 } } as const;
const TROUBLE = { ...SEARCH, targetState: 'failing', reason: REASON } as const;

describe('happeningOf', () => {
  let words: Words;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideWords()] });
    words = TestBed.inject(Words);
    await words.speak('en');
    await words.loadPart('incidents');
  });

  it.each<{ entry: TimelineEntry; says: string }>([
    {
      entry: { kind: 'opened', ...TROUBLE },
      says: 'failed: Opened, Endpoints · search: Unexpected status 503',
    },
    {
      entry: { kind: 'joined', ...TROUBLE, isDependent: false },
      says: 'failed: Target added, Endpoints · search: Unexpected status 503',
    },
    {
      entry: { kind: 'joined', ...TROUBLE, isDependent: true },
      says: 'failed: Dependent target affected, Endpoints · search: Unexpected status 503',
    },
    {
      entry: { kind: 'changed', ...TROUBLE, from: 'degraded' },
      says: 'failed: Degraded → Down, Endpoints · search: Unexpected status 503',
    },
    {
      entry: { kind: 'member-recovered', ...SEARCH, how: 'recovered' },
      says: 'recovered: Recovered, Endpoints · search',
    },
    {
      entry: { kind: 'member-recovered', ...SEARCH, how: 'paused' },
      says: 'recovered: Paused, Endpoints · search',
    },
    {
      entry: { kind: 'acknowledged', at, by: 'Minji', note: 'On it' },
      says: 'person: Acknowledged by Minji, On it',
    },
    { entry: { kind: 'acknowledged', at, by: 'Minji', note: '' }, says: 'person: Acknowledged by Minji' },
    { entry: { kind: 'repeated', at }, says: 'remark: Reminder: nobody has acknowledged it' },
    {
      entry: { kind: 'resolved', at, how: 'recovered', by: null, note: '' },
      says: 'recovered: Resolved, All targets recovered',
    },
    {
      entry: { kind: 'resolved', at, how: 'by-hand', by: 'Minji', note: 'Planned' },
      says: 'person: Resolved by Minji, Planned',
    },
  ])('says "$says"', ({ entry, says }) => {
    const { tone, title, detail, note } = happeningOf(entry, 'endpoints', words);
    expect(`${tone}: ${[title, detail, note].filter((part) => part !== null).join(', ')}`).toBe(says);
  });

  it('says of the console’s own connection that it is lost and back, not of which environment', () => {
    const own = { at, service: 'console', target: 'dev', label: null } as const;
    const reason = { code: 'not-observed', params: {} } as const;
    const entries: TimelineEntry[] = [
      { kind: 'opened', ...own, targetState: 'unknown', reason },
      { kind: 'resolved', at, how: 'recovered', by: null, note: '' },
    ];
    expect(entries.map((entry) => happeningOf(entry, 'console', words).detail)).toEqual([
      expect.stringMatching(/^Console’s own connection: Not observed/),
      'The network is back',
    ]);
  });

  it.each([
    ['workers', 'recovered', 'Check results come again'],
    ['workers', 'gone', 'No target is checked from there any more'],
    ['queue', 'recovered', 'The queue answers again'],
    ['queue', 'gone', 'No target is checked by workers any more'],
  ] as const)('says how an incident of the %s ended that is %s', (service, how, says) => {
    const entry = { kind: 'resolved', at, how, by: null, note: '' } as const;
    expect(happeningOf(entry, service, words).detail).toBe(says);
  });
});
