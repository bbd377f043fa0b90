/** What is fixed about an issue; its events follow from it and from the story. */
export interface IssueSeed {
  readonly type: string;
  readonly value: string;
  readonly culprit: string;
  readonly filename: string;
  readonly level: 'info' | 'warning' | 'error' | 'fatal';
  readonly status: 'unresolved' | 'resolved' | 'ignored';
  readonly substatus: 'new' | 'ongoing' | 'escalating' | 'regressed' | 'archived_until_escalating' | null;
  readonly priority: 'low' | 'medium' | 'high';
  readonly isUnhandled: boolean;
  readonly bornDaysAgo: number;
  /** Events per hour at medium load by environment key; any other environment goes by `staging`. */
  readonly perHour: Readonly<Record<string, number>>;
}

type Row = readonly [
  type: string,
  value: string,
  culprit: string,
  level: IssueSeed['level'],
  state: 'new' | 'ongoing' | 'regressed' | 'resolved' | 'archived',
  priority: IssueSeed['priority'],
  bornDaysAgo: number,
  perHour: IssueSeed['perHour'],
];

const ROWS: readonly Row[] = [
  [
    'TypeError',
    "Cannot read properties of undefined (reading 'id')",
    'GET /orders/:id',
    'error',
    'ongoing',
    'high',
    11,
    { dev: 1.2, staging: 4, prod: 6 },
  ],
  [
    'MongoServerSelectionError',
    'connection timed out',
    'POST /orders',
    'error',
    'ongoing',
    'high',
    9,
    { dev: 0.6, staging: 0.8, prod: 1.1 },
  ],
  [
    'PaymentDeclinedError',
    'card_declined: insufficient_funds',
    'POST /payments',
    'warning',
    'ongoing',
    'low',
    13,
    { staging: 0.5, prod: 9 },
  ],
  [
    'ReplyError',
    'OOM command not allowed when used memory > maxmemory',
    'CacheWarmer.refresh',
    'error',
    'regressed',
    'medium',
    7,
    { staging: 0.7, prod: 0.4 },
  ],
  [
    'ValidationError',
    '"quantity" must be a positive number',
    'POST /cart/items',
    'warning',
    'ongoing',
    'low',
    12,
    { dev: 2, staging: 1.4, prod: 3 },
  ],
  [
    'SyntaxError',
    'Unexpected end of JSON input',
    'WebhookReceiver.parse',
    'error',
    'ongoing',
    'medium',
    8,
    { dev: 0.8, prod: 0.6 },
  ],
  [
    'RangeError',
    'Invalid time value',
    'ReportBuilder.range',
    'error',
    'new',
    'medium',
    2,
    { dev: 0.9, staging: 1.1 },
  ],
  [
    'AxiosError',
    'timeout of 5000ms exceeded',
    'ShippingRates.fetch',
    'error',
    'ongoing',
    'medium',
    10,
    { staging: 0.9, prod: 2.2 },
  ],
  [
    'UnauthorizedException',
    'jwt expired',
    'AuthGuard.canActivate',
    'info',
    'archived',
    'low',
    13,
    { dev: 1.5, staging: 1, prod: 12 },
  ],
  [
    'Error',
    'listen EADDRINUSE: address already in use :::3000',
    'bootstrap',
    'fatal',
    'ongoing',
    'medium',
    6,
    { dev: 0.3 },
  ],
  [
    'QueryFailedError',
    'deadlock detected',
    'InventoryStore.reserve',
    'error',
    'ongoing',
    'high',
    5,
    { staging: 0.3, prod: 0.9 },
  ],
  [
    'TooManyRequestsError',
    'geocoder quota exceeded',
    'AddressLookup.suggest',
    'warning',
    'ongoing',
    'low',
    4,
    { staging: 0.6, prod: 1.6 },
  ],
  [
    'TypeError',
    'fetch failed',
    'SearchIndex.publish',
    'error',
    'resolved',
    'medium',
    12,
    { dev: 0.5, staging: 0.5, prod: 0.5 },
  ],
  [
    'HeapLimitWarning',
    'heap used 92% of limit',
    'MemoryWatch.sample',
    'warning',
    'new',
    'medium',
    0.8,
    { prod: 0.7 },
  ],
  [
    'Error',
    'snapshot does not match',
    'FeatureFlags.compare',
    'warning',
    'ongoing',
    'low',
    3,
    { dev: 1.1, staging: 0.4 },
  ],
];

const STATES = {
  new: { status: 'unresolved', substatus: 'new' },
  ongoing: { status: 'unresolved', substatus: 'ongoing' },
  regressed: { status: 'unresolved', substatus: 'regressed' },
  resolved: { status: 'resolved', substatus: null },
  archived: { status: 'ignored', substatus: 'archived_until_escalating' },
} as const;

/** The issues of the demo's one project: between six and fifteen in each environment. */
export const ISSUE_SEEDS: readonly IssueSeed[] = ROWS.map(
  ([type, value, culprit, level, state, priority, bornDaysAgo, perHour]) => ({
    type,
    value,
    culprit,
    filename: '/app/dist/main.js',
    level,
    ...STATES[state],
    priority,
    isUnhandled: level === 'error' || level === 'fatal',
    bornDaysAgo,
    perHour,
  }),
);
