import type { Measurements, Reason, RequestWindow } from '@envscope/contracts/index.js';

/** What the window says about the application. */
export type RequestVerdict =
  { readonly status: 'up' } | { readonly status: 'degraded' | 'down' | 'unknown'; readonly reason: Reason };

/** Where nothing was recorded or requested there is nothing to judge: that is unknown, neither good nor bad. */
export function judge(totalRequests: number, window: RequestWindow | null): RequestVerdict {
  if (totalRequests === 0) return { status: 'unknown', reason: { code: 'no-data', params: {} } };
  // One sample tells of all time but of no window.
  if (!window) return { status: 'unknown', reason: { code: 'not-checked', params: {} } };
  const params = { errorRatio: window.errorRatio ?? 0 };
  switch (window.health) {
    case 'healthy':
      return { status: 'up' };
    case 'warning':
      return { status: 'degraded', reason: { code: 'error-rate-elevated', params } };
    case 'critical':
      return { status: 'down', reason: { code: 'error-rate-high', params } };
    case 'unknown':
      return { status: 'unknown', reason: { code: 'no-requests', params: {} } };
  }
}

/** The figures that become history. A share of no requests is left out, not 0. */
export function measure(totalRequests: number, window: RequestWindow | null): Measurements {
  const { requestsPerSecond = null, errorRatio = null, availabilityRatio = null } = window ?? {};
  return {
    requestsTotal: totalRequests,
    ...(requestsPerSecond !== null && { requestsPerMinute: requestsPerSecond * 60 }),
    ...(errorRatio !== null && { errorRatio }),
    ...(availabilityRatio !== null && { availabilityRatio }),
  };
}
