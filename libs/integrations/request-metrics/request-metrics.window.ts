import type { RequestHealth, RequestWindow } from '@envscope/contracts/index.js';
import { deltasBetween, type CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import type { RequestCounters } from './request-metrics.client.js';
import { requestMetricsService } from './request-metrics.service.js';

const MINUTE_MS = 60_000;
const KEPT_MS = 24 * 60 * MINUTE_MS;
/** Samples come at a pace of their own: a window may be longer by as much, so that its first sample is in it. */
const TOLERANCE_MS = 35_000;

const WARNING_FROM_RATIO = 0.01;
const CRITICAL_FROM_RATIO = requestMetricsService.figures.errorRatio.rule.threshold;

/** `healthy` under 1 % of 5xx, `warning` under what the alert rule allows, else `critical`. */
export function healthOf(errorRatio: number | null): RequestHealth {
  if (errorRatio === null) return 'unknown';
  if (errorRatio < WARNING_FROM_RATIO) return 'healthy';
  return errorRatio < CRITICAL_FROM_RATIO ? 'warning' : 'critical';
}

/** What windows are made of. */
export type CountersAt = Pick<RequestCounters, 'atMs' | 'steadyMs' | 'statusCodes'>;

/** All requests of the counters, by what became of them. */
export function totalsOf({ statusCodes }: Pick<RequestCounters, 'statusCodes'>) {
  const totals = { requests: 0, clientErrors: 0, serverErrors: 0 };
  for (const [statusCode, count] of statusCodes) {
    totals.requests += count;
    if (statusCode.startsWith('4')) totals.clientErrors += count;
    if (statusCode.startsWith('5')) totals.serverErrors += count;
  }
  return totals;
}

/** The counters of the last 24 hours, one sample a minute and the newest, of which windows are made. */
export class RequestHistory {
  private readonly samples: CounterSample[] = [];

  add(counters: CountersAt): void {
    const { atMs, steadyMs } = counters;
    const sample = { atMs, steadyMs, source: '', counters: totalsOf(counters) };
    const [last, lastButOne] = [this.samples.at(-1), this.samples.at(-2)];
    if (last && steadyMs <= last.steadyMs) return;
    // The clock was set back: what was sampled before lies in times that come again.
    if (last && atMs < last.atMs) this.samples.length = 0;
    // The newest sample stands for its minute only once that minute is over.
    if (last && lastButOne && last.atMs - lastButOne.atMs < MINUTE_MS) this.samples.pop();
    this.samples.push(sample);
    const oldestMs = sample.atMs - KEPT_MS - MINUTE_MS;
    while ((this.samples[0]?.atMs ?? oldestMs) < oldestMs) this.samples.shift();
  }

  /**
   * What happened in the minutes before the newest sample, as the sum over each two neighbours; null until two
   * samples lie in it. Where counters fell (they were removed, or began anew) those two say nothing.
   */
  window(minutes: number): RequestWindow | null {
    const newest = this.samples.at(-1);
    if (!newest) return null;
    const fromMs = newest.atMs - minutes * MINUTE_MS - TOLERANCE_MS;
    const samples = this.samples.filter(({ atMs }) => atMs >= fromMs);
    const first = samples[0];
    if (!first || first === newest) return null;
    return windowOf(first.atMs, newest.atMs, growthOf(samples));
  }
}

interface Growth {
  readonly requests: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  /** The time that is known of. */
  readonly seconds: number;
}

function growthOf(samples: readonly CounterSample[]): Growth {
  const growth = { requests: 0, clientErrors: 0, serverErrors: 0, seconds: 0 };
  samples.forEach((sample, index) => {
    const before = samples[index - 1];
    const grown = deltasBetween(before, sample);
    if (!before || !grown) return;
    growth.requests += grown['requests'] ?? 0;
    growth.clientErrors += grown['clientErrors'] ?? 0;
    growth.serverErrors += grown['serverErrors'] ?? 0;
    growth.seconds += (sample.atMs - before.atMs) / 1_000;
  });
  return growth;
}

/** A window in which nothing is known to have happened. */
export function emptyWindow(atMs: number): RequestWindow {
  return windowOf(atMs, atMs, growthOf([]));
}

function windowOf(fromMs: number, toMs: number, growth: Growth): RequestWindow {
  const { requests, clientErrors, serverErrors, seconds } = growth;
  const errorRatio = requests > 0 ? serverErrors / requests : null;
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    requests,
    serverErrors,
    clientErrors,
    errorRatio,
    availabilityRatio: errorRatio === null ? null : 1 - errorRatio,
    requestsPerSecond: seconds > 0 ? requests / seconds : null,
    health: healthOf(errorRatio),
  };
}
