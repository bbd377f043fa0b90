import type { SentryIssue, SentrySnapshot } from '@envscope/contracts/index.js';

const ISSUES: SentryIssue[] = [
  {
    id: '6001',
    shortId: 'SHOP-API-4F',
    title: "TypeError: Cannot read properties of undefined (reading 'total')",
    culprit: 'CheckoutController.place(src/checkout/checkout.controller)',
    level: 'error',
    substatus: 'new',
    events: 42,
    users: 17,
    firstSeenAt: '2026-11-23T06:31:00.000Z',
    lastSeenAt: '2026-11-23T06:58:00.000Z',
    url: 'https://acme.sentry.io/issues/6001/',
    isNew: true,
  },
  {
    id: '5877',
    shortId: 'SHOP-API-3K',
    title: 'MongoServerSelectionError: connection timed out',
    culprit: null,
    level: 'fatal',
    substatus: 'ongoing',
    events: 1_934,
    users: 402,
    firstSeenAt: '2026-10-02T11:00:00.000Z',
    lastSeenAt: '2026-11-23T05:12:00.000Z',
    url: 'https://acme.sentry.io/issues/5877/',
    isNew: false,
  },
  {
    id: '5502',
    shortId: 'SHOP-API-2B',
    title: 'Slow query on orders',
    culprit: 'OrdersRepository.find',
    level: 'warning',
    substatus: null,
    events: 310,
    users: 0,
    firstSeenAt: null,
    lastSeenAt: null,
    url: 'https://acme.sentry.io/issues/5502/',
    isNew: false,
  },
];

const hour = (index: number) => new Date(Date.UTC(2026, 10, 22, 8 + index)).toISOString();

/** An application that throws somewhat more than usual since its latest release. */
export const SENTRY: SentrySnapshot = {
  environment: 'staging',
  organization: 'acme',
  project: 'shop-api',
  issuesUrl: 'https://acme.sentry.io/issues/?environment=staging',
  unresolved: { count: 100, isAtLeast: true },
  errors: { lastHour: 42, last24Hours: 318, last14Days: 5_120 },
  errorsByHour: Array.from({ length: 24 }, (_, index) => ({
    at: hour(index),
    count: [4, 2, 0, 1, 9, 12, 8, 20, 33, 18, 7, 4][index % 12] ?? 0,
    isIncomplete: index === 23,
  })),
  newest: ISSUES,
  mostFrequent: [...ISSUES].sort((a, b) => b.events - a.events),
  crashFreeSessionRatio: 0.99874,
  crashFreeUserRatio: 0.9961,
  sessions: 18_302,
  latestRelease: { version: 'shop-api@2.31.0', createdAt: '2026-11-23T06:20:00.000Z', newIssues: 2 },
  latestDeploy: {
    name: 'staging-812',
    finishedAt: '2026-11-23T06:24:00.000Z',
    url: 'https://ci.example.test/812',
  },
  knownEnvironments: null,
  unavailable: [],
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** Sentry answers, does not know the environment, and counts nothing. */
export const SILENT_SENTRY: SentrySnapshot = {
  environment: 'stagging',
  organization: 'acme',
  project: 'shop-api',
  issuesUrl: 'https://acme.sentry.io/issues/?environment=stagging',
  unresolved: null,
  errors: null,
  errorsByHour: [],
  newest: [],
  mostFrequent: [],
  crashFreeSessionRatio: null,
  crashFreeUserRatio: null,
  sessions: null,
  latestRelease: null,
  latestDeploy: null,
  knownEnvironments: ['production', 'staging'],
  unavailable: ['errors', 'sessions'],
  sampledAt: '2026-11-23T07:00:00.000Z',
};
