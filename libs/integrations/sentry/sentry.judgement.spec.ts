import { describe, expect, it } from '@jest/globals';
import type { Issue } from './sentry.client.js';
import { errorLimitUsedRatio, isNew, judge } from './sentry.judgement.js';

const NOW_MS = Date.UTC(2026, 9, 2, 9);
const THRESHOLDS = { degradedPerHour: 50, downPerHour: 500 };

function issueOf(given: Partial<Issue> = {}): Issue {
  return {
    id: '5120034411',
    shortId: 'API-1A2',
    title: 'TypeError: it broke',
    culprit: null,
    level: 'error',
    substatus: 'new',
    events: 1,
    users: 1,
    firstSeenAt: null,
    lastSeenAt: null,
    url: 'https://acme.sentry.io/issues/5120034411/',
    ...given,
  };
}

describe('the judgement of a Sentry project', () => {
  it.each([
    { story: 'a settled trickle of known errors', errors: 49, expected: ['up', undefined] },
    {
      story: 'more errors than the first threshold',
      errors: 50,
      expected: ['degraded', 'error-rate-elevated'],
    },
    { story: 'more than the second', errors: 500, expected: ['down', 'error-rate-high'] },
    { story: 'a new error', errors: 1, levels: ['error'], expected: ['degraded', 'new-errors'] },
    { story: 'a new fatal error', errors: 1, levels: ['fatal'], expected: ['degraded', 'new-errors'] },
    { story: 'a new warning', errors: 1, levels: ['warning', 'info'], expected: ['up', undefined] },
    {
      story: 'the rate before what is new',
      errors: 50,
      levels: ['error'],
      expected: ['degraded', 'error-rate-elevated'],
    },
    {
      story: 'as unknown what has no count',
      errors: null,
      uncounted: { code: 'forbidden', params: {} } as const,
      expected: ['unknown', 'forbidden'],
    },
    {
      story: 'a new error without a count',
      errors: null,
      uncounted: { code: 'forbidden', params: {} } as const,
      levels: ['error'],
      expected: ['degraded', 'new-errors'],
    },
  ])('judges $story', ({ errors, uncounted = null, levels = [], expected }) => {
    const newIssues = levels.map((level) => issueOf({ level }));
    const { status, reason } = judge({ errorsLastHour: errors, newIssues, uncounted }, THRESHOLDS);
    expect([status, reason?.code]).toEqual(expected);
  });

  it('counts the serious ones and names the newest of them', () => {
    const newIssues = [
      issueOf({ shortId: 'API-3', level: 'warning' }),
      issueOf({ shortId: 'API-2' }),
      issueOf({ shortId: 'API-1' }),
    ];
    expect(judge({ errorsLastHour: 3, newIssues, uncounted: null }, THRESHOLDS).reason?.params).toEqual({
      count: 2,
      newest: 'API-2',
    });
  });
});

describe('errorLimitUsedRatio', () => {
  it('is the share of the first limit that errors reach', () => {
    expect(errorLimitUsedRatio(25, { degradedPerHour: 50, downPerHour: 500 })).toBe(0.5);
    expect(errorLimitUsedRatio(25, { degradedPerHour: 50, downPerHour: 10 })).toBe(2.5);
  });
});

describe('isNew', () => {
  it.each([
    { story: 'seen half an hour ago', firstSeenAt: '2026-10-02T08:30:00.000Z', expected: true },
    { story: 'seen an hour ago', firstSeenAt: '2026-10-02T08:00:00.000Z', expected: false },
    { story: 'seen at an unknown time', firstSeenAt: null, expected: false },
  ])('is $expected of an issue first $story', ({ firstSeenAt, expected }) => {
    expect(isNew(issueOf({ firstSeenAt }), NOW_MS)).toBe(expected);
  });
});
