import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from '../../language/provide-words';
import { Words } from '../../language/words';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { causeOfIncident, kindOfNotification } from './incident-name';

const REDIS = { service: 'redis', target: 'default', label: null } as const;
const SEARCH = { service: 'endpoints', target: 'search', label: 'Search' } as const;
const SEOUL = { service: 'workers', target: 'prod', label: 'seoul' } as const;
const WORKERS = { service: 'workers', target: 'prod', label: null } as const;
const QUEUE = { service: 'queue', target: 'prod', label: null } as const;
const REASON = { reason: { code: 'refused', params: {} } } as const;

describe('nameOfIncident', () => {
  let words: Words;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideWords()] });
    words = TestBed.inject(Words);
    await words.speak('en');
    await Promise.all([words.loadPart('incidents'), words.loadPart('alerting')]);
  });

  it.each([
    { what: 'a service that has one target', cause: REDIS, rule: null, count: 1, name: 'Redis' },
    { what: 'one target of many', cause: SEARCH, rule: null, count: 1, name: 'Endpoints · Search' },
    { what: 'a silent location', cause: SEOUL, rule: null, count: 2, name: 'Workers · seoul' },
    { what: 'silent workers without one', cause: WORKERS, rule: null, count: 2, name: 'Workers' },
    { what: 'a queue that is away', cause: QUEUE, rule: null, count: 2, name: 'Worker queue' },
    {
      what: 'targets that failed together',
      cause: SEARCH,
      rule: null,
      count: 3,
      name: 'Endpoints · Search and 2 more',
    },
    {
      what: 'a rule that people made',
      cause: REDIS,
      rule: { id: 'slow-cache', name: 'Cache is slow' },
      count: 1,
      name: 'Redis: Cache is slow',
    },
  ])('names $what', ({ cause, rule, count, name }) => {
    const incident = { rule, firstCause: { ...cause, ...REASON }, memberCount: count };
    expect(nameOfIncident(incident, words)).toBe(name);
  });

  it('says of the console’s own, once it is over, that it was without a network', () => {
    const firstCause = {
      service: 'console',
      target: 'dev',
      label: null,
      reason: { code: 'not-observed', params: {} },
    } as const;
    const cause = (resolvedAt: string | null) =>
      causeOfIncident({ service: 'console', resolvedAt, firstCause }, words);
    expect(cause(null)).toMatch(/cannot reach/);
    expect(cause('2026-11-23T06:10:00.000Z')).toMatch(/could not reach/);
  });

  it('calls the one notification of the console’s own what it says', () => {
    expect(kindOfNotification('opened', 'console', words)).toBe('Reconnected');
    expect(kindOfNotification('opened', 'redis', words)).toBe('Opened');
  });
});
