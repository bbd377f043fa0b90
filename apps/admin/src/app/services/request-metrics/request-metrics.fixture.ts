import type { RequestMetricsSnapshot, RequestSummary, RequestTimeSeries } from '@envscope/contracts/index.js';

/** An application with somewhat many errors. */
export const REQUESTS: RequestMetricsSnapshot = {
  keyPrefix: 'stage:',
  totalRequests: 1_204_118,
  endpointsCount: 24,
  statusCodes: { '200': 1_150_210, '201': 30_118, '304': 4_090, '404': 11_900, '500': 7_000, '503': 800 },
  window: {
    from: '2026-11-23T06:55:00.000Z',
    to: '2026-11-23T07:00:00.000Z',
    requests: 12_040,
    serverErrors: 241,
    clientErrors: 388,
    errorRatio: 0.02,
    availabilityRatio: 0.98,
    requestsPerSecond: 40.1,
    health: 'warning',
  },
  popular: [
    { endpoint: 'GET:/api/products/:id', requests: 512_400 },
    { endpoint: 'GET:/api/orders', requests: 201_300 },
    { endpoint: 'POST:/api/checkout', requests: 88_020 },
    { endpoint: 'GET:/api/users/me', requests: 61_730 },
  ],
  leftOut: 0,
  slow: [
    { endpoint: 'GET:/api/reports/:id', responseMs: 6_210, at: '2026-11-23T06:58:00.000Z', statusCode: 200 },
    { endpoint: 'POST:/api/checkout', responseMs: 3_480, at: '2026-11-23T06:51:00.000Z', statusCode: 500 },
    { endpoint: 'GET:/api/orders', responseMs: 2_120, at: '2026-11-23T06:40:00.000Z', statusCode: 200 },
  ],
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** An application that nobody has called yet. */
export const SILENT_REQUESTS: RequestMetricsSnapshot = {
  keyPrefix: 'dev:',
  totalRequests: 0,
  endpointsCount: 0,
  statusCodes: {},
  window: null,
  popular: [],
  slow: [],
  leftOut: 0,
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** What the API sums up of that application. */
export const REQUEST_SUMMARY: RequestSummary = {
  health: REQUESTS.window,
  totalRequests: REQUESTS.totalRequests,
  endpointsCount: 3,
  endpoints: [
    {
      endpoint: 'GET:/api/products/:id',
      requests: 512_400,
      samples: 1_000,
      averageMs: 38.4,
      minMs: 4,
      maxMs: 812,
      p50Ms: 29,
      p95Ms: 104,
      p99Ms: 312,
      errorRatio: 0.001,
      oldestAt: '2026-11-23T06:10:00.000Z',
      newestAt: '2026-11-23T06:59:50.000Z',
    },
    {
      endpoint: 'POST:/api/checkout',
      requests: 88_020,
      samples: 640,
      averageMs: 412.5,
      minMs: 90,
      maxMs: 5_410,
      p50Ms: 310,
      p95Ms: 1_210,
      p99Ms: 3_480,
      errorRatio: 0.061,
      oldestAt: '2026-11-22T19:10:00.000Z',
      newestAt: '2026-11-23T06:58:10.000Z',
    },
    {
      endpoint: 'DELETE:/api/carts/:id',
      requests: 12,
      samples: 0,
      averageMs: null,
      minMs: null,
      maxMs: null,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
      errorRatio: null,
      oldestAt: null,
      newestAt: null,
    },
  ],
  popularEndpoints: REQUESTS.popular,
  slowRequests: REQUESTS.slow,
  sampledAt: REQUESTS.sampledAt,
};

const START_MS = Date.parse('2026-11-23T06:00:00.000Z');

/** An hour of that application by minutes, ten of them without a request. */
export const REQUEST_SERIES: RequestTimeSeries = {
  endpoint: null,
  from: new Date(START_MS).toISOString(),
  to: new Date(START_MS + 3_600_000).toISOString(),
  stepMs: 60_000,
  points: Array.from({ length: 60 }, (_, minute) => {
    const isMuted = minute >= 30 && minute < 40;
    const wave = Math.sin(minute / 6) + 1.5;
    return {
      at: new Date(START_MS + minute * 60_000).toISOString(),
      requests: isMuted ? 0 : Math.round(wave * 900),
      averageMs: isMuted ? null : Math.round(wave * 60),
      p95Ms: isMuted ? null : Math.round(wave * 210),
      serverErrors: isMuted ? 0 : Math.round(wave * 6),
    };
  }),
};
