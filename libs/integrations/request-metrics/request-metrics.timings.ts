import type { EndpointKey, EndpointTimings, RequestTimeSeries } from '@envscope/contracts/index.js';
import { REQUEST_RECORD_LIMITS } from '@envscope/contracts/request-metrics/request-records.js';
import type { Timing } from './request-metrics.client.js';

const MINUTE_MS = 60_000;
const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120] as const;
const LONGEST_STEP_MINUTES = 180;
const MOST_POINTS = 60;

/** How long an endpoint's requests took. `timings` come newest first. */
export function summarize(
  endpoint: EndpointKey,
  requests: number,
  timings: readonly Timing[],
): EndpointTimings {
  const times = sortedTimes(timings);
  const instant = (timing: Timing | undefined) => (timing ? new Date(timing.atMs).toISOString() : null);
  return {
    endpoint,
    requests,
    samples: timings.length,
    averageMs: mean(times),
    minMs: times[0] ?? null,
    maxMs: times.at(-1) ?? null,
    ...(times.length > 0 ? percentilesOf(timings) : { p50Ms: null, p95Ms: null, p99Ms: null }),
    errorRatio: timings.length > 0 ? serverErrorsIn(timings) / timings.length : null,
    oldestAt: instant(timings.at(-1)),
    newestAt: instant(timings[0]),
  };
}

/** From a moment to another, epoch milliseconds. */
export interface TimingRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Timings per step of a range. Nothing is kept for more than a day, and a list that is full has forgotten its older
 * requests: the points begin where every list is whole, so that a busy hour does not appear as an idle one. A step that the
 * range ends within is shown whole, but for the one that goes on.
 */
export function timeSeriesOf(
  endpoint: EndpointKey | null,
  lists: readonly (readonly Timing[])[],
  { fromMs, toMs: askedToMs }: TimingRange,
  nowMs: number,
): RequestTimeSeries {
  const stepMs = stepOf((askedToMs - fromMs) / MINUTE_MS) * MINUTE_MS;
  const toMs = Math.min(nowMs, Math.ceil(askedToMs / stepMs) * stepMs);
  const oldestMs = nowMs - REQUEST_RECORD_LIMITS.timingsLiveSeconds * 1_000;
  const wholeFromMs = Math.max(fromMs, oldestMs, ...lists.map(oldestKept));
  const buckets = Map.groupBy(lists.flat(), ({ atMs }) => Math.floor(atMs / stepMs) * stepMs);
  const points: RequestTimeSeries['points'] = [];
  for (let atMs = Math.ceil(wholeFromMs / stepMs) * stepMs; atMs < toMs; atMs += stepMs) {
    const timings = buckets.get(atMs) ?? [];
    const times = sortedTimes(timings);
    points.push({
      at: new Date(atMs).toISOString(),
      requests: timings.length,
      averageMs: mean(times),
      p95Ms: percentile(times, 0.95),
      serverErrors: serverErrorsIn(timings),
    });
  }
  return { endpoint, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), stepMs, points };
}

/** The moment before which a list may have forgotten requests. */
function oldestKept(timings: readonly Timing[]): number {
  const isFull = timings.length >= REQUEST_RECORD_LIMITS.timings;
  return isFull ? (timings.at(-1)?.atMs ?? 0) : 0;
}

function stepOf(minutes: number): number {
  return STEPS_MINUTES.find((step) => minutes / step <= MOST_POINTS) ?? LONGEST_STEP_MINUTES;
}

function sortedTimes(timings: readonly Timing[]): number[] {
  return timings.map(({ responseMs }) => responseMs).sort((a, b) => a - b);
}

function mean(times: readonly number[]): number | null {
  return times.length > 0 ? times.reduce((sum, time) => sum + time, 0) / times.length : null;
}

/** Response times that half of the requests, 95 % and 99 % of them did not exceed. */
export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Of at least one timing. */
export function percentilesOf(timings: readonly Timing[]): Percentiles {
  const times = sortedTimes(timings);
  const of = (share: number) => percentile(times, share) ?? 0;
  return { p50Ms: of(0.5), p95Ms: of(0.95), p99Ms: of(0.99) };
}

/** Nearest rank: always a time that was measured. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

/** How many of the requests the server failed to answer. */
export function serverErrorsIn(timings: readonly Timing[]): number {
  return timings.filter(({ statusCode }) => statusCode >= 500).length;
}
