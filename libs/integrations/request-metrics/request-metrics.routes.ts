import {
  DEFAULT_TARGET,
  endpointName,
  EndpointKey,
  TargetId,
  type Measurements,
  type ObservedPart,
} from '@envscope/contracts/index.js';
import { REQUEST_RECORD_LIMITS } from '@envscope/contracts/request-metrics/request-records.js';
import { deltasBetween, type CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import type { WatchedFigure } from '@envscope/integrations/kernel/probe.js';
import type { RequestCounters, RequestMetricsClient, Timing } from './request-metrics.client.js';
import { percentilesOf, serverErrorsIn, type Percentiles } from './request-metrics.timings.js';

/** A route's figures are those of so long a time before the check. */
const WINDOW_MS = 5 * 60_000;
/** Samples come at a pace of their own: a window may be longer by as much, so that its first sample is in it. */
const TOLERANCE_MS = 35_000;
/** A percentile or a share of fewer requests says nothing of a route. */
const FEWEST_REQUESTS = 5;
/** Routes whose timings are read where commands cost nothing: the busiest, of which the first have figures of their own. */
const BUSIEST = { read: 20, shown: 10 } as const;
/** Where every command is billed only what rules watch is read, so much of it, at every second check. */
const BILLED = { most: 10, againAfterMs: 110_000 } as const;
/** Requests that may be recorded between the reading of a counter and that of a list. */
const SLACK = 50;
/** Figures that only timings have. */
const OF_TIMINGS: ReadonlySet<string> = new Set(['p50Ms', 'p95Ms', 'p99Ms']);

/** What one check measured of single routes, and of the response times of all requests. */
export interface RouteMeasurements {
  readonly parts: readonly ObservedPart[];
  /** Empty where the timings were not read, or are too few. */
  readonly whole: Partial<Percentiles>;
}

interface KnownTimings {
  readonly steadyMs: number;
  /** What the route's counter was. */
  readonly count: number;
  readonly timings: readonly Timing[];
  /** The moment before which there may be more. */
  readonly wholeFromMs: number;
}

/** Measures an application's routes from check to check, with as few commands as possible. */
export class RouteFigures {
  private readonly samples: CounterSample[] = [];
  private readonly known = new Map<EndpointKey, KnownTimings>();

  constructor(private readonly client: Pick<RequestMetricsClient, 'timings' | 'place'>) {}

  /** A route whose requests did not grow in number costs no command. */
  async measure(
    counters: RequestCounters,
    watched: readonly WatchedFigure[],
    signal: AbortSignal,
  ): Promise<RouteMeasurements> {
    this.note(counters);
    const busiest = this.busiest(counters);
    const ofRules = [...new Set(watched.flatMap(({ target }) => keyOf(target, counters)))];
    const isWholeWatched = watched.some(
      ({ target = DEFAULT_TARGET, measurement }) => target === DEFAULT_TARGET && OF_TIMINGS.has(measurement),
    );
    const isBilled = this.client.place.type === 'upstash';
    const asked = new Set([...ofRules, ...(isBilled && !isWholeWatched ? [] : busiest)]);
    const read = [...asked].slice(0, isBilled ? BILLED.most : BUSIEST.read + ofRules.length);
    const lists = new Map<EndpointKey, KnownTimings>();
    for (const endpoint of read) {
      const timings = await this.timingsOf(endpoint, counters, isBilled, signal);
      if (timings) lists.set(endpoint, timings);
    }
    for (const endpoint of this.known.keys()) if (!asked.has(endpoint)) this.known.delete(endpoint);
    const fromMs = counters.atMs - WINDOW_MS;
    const shown = new Set([...ofRules, ...(isBilled ? [] : busiest.slice(0, BUSIEST.shown))]);
    return {
      parts: [...shown].flatMap((endpoint) => this.partOf(endpoint, lists.get(endpoint), fromMs)),
      whole: isBilled && lists.size < read.length ? {} : wholeOf([...lists.values()], fromMs),
    };
  }

  /** Most requested first, within the window; until samples cover that, since counting began. */
  private busiest({ endpoints }: RequestCounters): EndpointKey[] {
    const [oldest, newest] = [this.samples[0], this.samples.at(-1)];
    const isYoung = !oldest || !newest || newest.steadyMs - oldest.steadyMs < WINDOW_MS;
    const grown = [...endpoints.keys()]
      .filter((endpoint) => TargetId.safeParse(endpoint).success)
      .map((endpoint) => [endpoint, this.growthOf(endpoint)?.requests ?? 0] as const);
    return grown
      .filter(([, requests]) => requests > 0 || isYoung)
      .sort(([, a], [, b]) => b - a)
      .slice(0, BUSIEST.read)
      .map(([endpoint]) => endpoint);
  }

  private note({ atMs, steadyMs, endpoints }: RequestCounters): void {
    const last = this.samples.at(-1);
    if (last && steadyMs <= last.steadyMs) return;
    this.samples.push({ atMs, steadyMs, source: '', counters: Object.fromEntries(endpoints) });
    const oldestMs = steadyMs - WINDOW_MS - TOLERANCE_MS;
    while ((this.samples[0]?.steadyMs ?? oldestMs) < oldestMs) this.samples.shift();
  }

  /** The route's requests within the window, as far as samples tell; null where they do not. */
  private growthOf(endpoint: EndpointKey): { readonly requests: number; readonly minutes: number } | null {
    let [requests, minutes] = [0, 0];
    this.samples.forEach((sample, index) => {
      const before = this.samples[index - 1];
      if (!before || !(endpoint in before.counters) || !(endpoint in sample.counters)) return;
      const delta = deltasBetween(only(before, endpoint), only(sample, endpoint))?.[endpoint];
      if (delta === undefined) return;
      requests += delta;
      minutes += (sample.steadyMs - before.steadyMs) / 60_000;
    });
    return minutes > 0 ? { requests, minutes } : null;
  }

  /** Undefined where it is not their turn. */
  private async timingsOf(
    endpoint: EndpointKey,
    { steadyMs, endpoints }: RequestCounters,
    isBilled: boolean,
    signal: AbortSignal,
  ): Promise<KnownTimings | undefined> {
    const count = endpoints.get(endpoint) ?? 0;
    const known = this.known.get(endpoint);
    if (known?.count === count) return known;
    if (known && isBilled && steadyMs - known.steadyMs < BILLED.againAfterMs) return undefined;
    const growth = this.growthOf(endpoint);
    const needed = growth ? growth.requests + SLACK : REQUEST_RECORD_LIMITS.timings;
    const most = Math.min(needed, REQUEST_RECORD_LIMITS.timings);
    const timings = await this.client.timings(endpoint, signal, most);
    const wholeFromMs = timings.length >= most ? (timings.at(-1)?.atMs ?? 0) : 0;
    const read = { steadyMs, count, timings, wholeFromMs };
    this.known.set(endpoint, read);
    return read;
  }

  /** Nothing where nothing of it is known: no data is not zero. */
  private partOf(endpoint: EndpointKey, known: KnownTimings | undefined, fromMs: number): ObservedPart[] {
    const growth = this.growthOf(endpoint);
    const timings = known?.timings.filter(({ atMs }) => atMs >= fromMs) ?? [];
    const isEnough = timings.length >= FEWEST_REQUESTS;
    const measurements: Measurements = {
      ...(growth && { requestsPerMinute: growth.requests / growth.minutes }),
      ...(isEnough && { errorRatio: serverErrorsIn(timings) / timings.length, ...percentilesOf(timings) }),
    };
    if (Object.keys(measurements).length === 0) return [];
    return [{ target: endpoint, label: endpointName(endpoint), measurements }];
  }
}

/** Of the time in which every list is whole: a busy route's would weigh too little otherwise. */
function wholeOf(lists: readonly KnownTimings[], fromMs: number): Partial<Percentiles> {
  const wholeFromMs = Math.max(fromMs, ...lists.map((list) => list.wholeFromMs));
  const timings = lists.flatMap((list) => list.timings).filter(({ atMs }) => atMs >= wholeFromMs);
  return timings.length >= FEWEST_REQUESTS ? percentilesOf(timings) : {};
}

/** The endpoint that a rule's target names, if it was recorded. Keys that are too long for a target have no figures of their own. */
function keyOf(target: TargetId | undefined, { endpoints }: RequestCounters): EndpointKey[] {
  const endpoint = EndpointKey.safeParse(target).data;
  return endpoint !== undefined && endpoints.has(endpoint) ? [endpoint] : [];
}

const only = (sample: CounterSample, endpoint: EndpointKey): CounterSample => ({
  ...sample,
  counters: { [endpoint]: sample.counters[endpoint] ?? 0 },
});
