import type { Measurements, RequestWindow } from '@envscope/contracts/index.js';
import {
  degraded,
  down,
  measured,
  unknown,
  up,
  type Finding,
} from '@envscope/integrations/kernel/checks/finding.js';
import type { Percentiles } from './request-metrics.timings.js';
import { requestMetricsService } from './request-metrics.service.js';

/** The status of the application, by the window. Where nothing was recorded or requested there is nothing to judge: that is unknown, neither good nor bad. */
export function judge(totalRequests: number, window: RequestWindow | null): Finding {
  if (totalRequests === 0) return unknown('no-data');
  // One sample says how much there ever was, but nothing of a window.
  if (!window) return unknown('not-checked');
  const params = { errorRatio: window.errorRatio ?? 0 };
  switch (window.health) {
    case 'healthy':
      return up();
    case 'warning':
      return degraded('error-rate-elevated', params);
    case 'critical':
      return down('error-rate-high', params);
    case 'unknown':
      return unknown('no-requests');
  }
}

/** The figures that become history. A share of no requests is left out, not 0. */
export function measure(
  totalRequests: number,
  window: RequestWindow | null,
  percentiles: Partial<Percentiles> = {},
): Measurements {
  const { requestsPerSecond, errorRatio, availabilityRatio } = window ?? {};
  return measured(requestMetricsService, {
    requestsTotal: totalRequests,
    requestsPerMinute: requestsPerSecond == null ? null : requestsPerSecond * 60,
    errorRatio,
    availabilityRatio,
    ...percentiles,
  });
}
