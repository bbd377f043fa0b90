import type {
  EndpointKey,
  EndpointTimings,
  EnvironmentId,
  PopularEndpoint,
  RequestSummary,
  RequestTimeSeries,
  RequestTotals,
  RequestWindow,
  SlowRequest,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { RecentReads } from './recent-reads.js';
import {
  REQUEST_METRICS_CLIENTS,
  type RequestCounters,
  type RequestMetricsClient,
  type Timing,
} from './request-metrics.client.js';
import { summarize, timeSeriesOf, type TimingRange } from './request-metrics.timings.js';
import { type CountersAt, emptyWindow, RequestHistory, totalsOf } from './request-metrics.window.js';

/** The window by which health is judged where nobody asks for another. */
export const JUDGED_MINUTES = 5;

/** How old an answer may be: many readers cost one read. Upstash bills every command. */
const ANSWER_LIVES_MS = { local: 5_000, other: 5_000, upstash: 60_000 } as const;
const READ_TIMEOUT_MS = 5_000;
/** Endpoints whose timings stand for those of all. */
const TIMED_ENDPOINTS = 10;
const SUMMARY = { popular: 5, slow: 10 } as const;

interface Memory {
  readonly history: RequestHistory;
  readonly reads: RecentReads;
}

/**
 * Answers questions about an application's requests from the environment's Redis. Rejects with `NotConfigured` or with
 * an `IntegrationError`.
 */
@Injectable()
export class RequestMetricsReader {
  private readonly memories = new Map<EnvironmentId, Memory>();

  constructor(
    @Inject(REQUEST_METRICS_CLIENTS) private readonly clients: PerEnvironment<RequestMetricsClient>,
    @Optional() private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  /** Reads the counters now and keeps them for the windows; what the probe does at its pace. */
  async sample(environment: EnvironmentId, signal: AbortSignal): Promise<RequestCounters> {
    const counters = await this.clients.for(environment).counters(signal);
    const { history, reads } = this.memoryOf(environment);
    history.add(counters);
    reads.keep('counters', Promise.resolve(counters));
    return counters;
  }

  /** Goes on from a sample that an earlier process took: windows need no second one then. A wall clock tells how long ago it was. */
  resume(environment: EnvironmentId, { atMs, statusCodes }: Omit<CountersAt, 'steadyMs'>): void {
    const agoMs = this.clock.now() - atMs;
    if (agoMs < 0) return;
    this.memoryOf(environment).history.add({ atMs, statusCodes, steadyMs: this.clock.steady() - agoMs });
  }

  /** What happened between the samples within the minutes before the newest one; null until there are two. */
  window(environment: EnvironmentId, minutes: number): RequestWindow | null {
    return this.memoryOf(environment).history.window(minutes);
  }

  async totals(environment: EnvironmentId): Promise<RequestTotals> {
    const { endpoints, statusCodes, atMs } = await this.counters(environment);
    return {
      endpoints: Object.fromEntries(endpoints),
      statusCodes: Object.fromEntries(statusCodes),
      sampledAt: new Date(atMs).toISOString(),
    };
  }

  async health(environment: EnvironmentId, windowMinutes: number): Promise<RequestWindow> {
    const { atMs } = await this.counters(environment);
    return this.window(environment, windowMinutes) ?? emptyWindow(atMs);
  }

  async endpoint(environment: EnvironmentId, endpoint: EndpointKey): Promise<EndpointTimings> {
    const [{ endpoints }, timings] = await Promise.all([
      this.counters(environment),
      this.timings(environment, endpoint),
    ]);
    return summarize(endpoint, endpoints.get(endpoint) ?? 0, timings);
  }

  /** Newest first. */
  async slowRequests(environment: EnvironmentId, limit: number): Promise<SlowRequest[]> {
    const { requests } = await this.read(environment, 'slow', (client, signal) =>
      client.slowRequests(signal),
    );
    return requests.slice(0, limit);
  }

  /** Of one endpoint, or of the ten most requested ones together. */
  async timeSeries(
    environment: EnvironmentId,
    endpoint: EndpointKey | null,
    range: TimingRange,
  ): Promise<RequestTimeSeries> {
    const endpoints = endpoint === null ? await this.mostRequested(environment) : [endpoint];
    const lists = await Promise.all(endpoints.map((each) => this.timings(environment, each)));
    return timeSeriesOf(endpoint, lists, range, this.clock.now());
  }

  /** Most requested first. */
  async popular(environment: EnvironmentId, limit: number): Promise<PopularEndpoint[]> {
    return mostRequestedOf(await this.counters(environment), limit);
  }

  async summary(environment: EnvironmentId): Promise<RequestSummary> {
    const counters = await this.counters(environment);
    const endpoints = await this.mostRequested(environment);
    return {
      health: this.window(environment, JUDGED_MINUTES),
      totalRequests: totalsOf(counters).requests,
      endpointsCount: counters.endpointsCount,
      endpoints: await Promise.all(endpoints.map((endpoint) => this.endpoint(environment, endpoint))),
      popularEndpoints: mostRequestedOf(counters, SUMMARY.popular),
      slowRequests: await this.slowRequests(environment, SUMMARY.slow),
      sampledAt: new Date(counters.atMs).toISOString(),
    };
  }

  private async mostRequested(environment: EnvironmentId): Promise<EndpointKey[]> {
    return mostRequestedOf(await this.counters(environment), TIMED_ENDPOINTS).map(({ endpoint }) => endpoint);
  }

  private counters(environment: EnvironmentId): Promise<RequestCounters> {
    return this.read(environment, 'counters', (_, signal) => this.sample(environment, signal));
  }

  private timings(environment: EnvironmentId, endpoint: EndpointKey): Promise<Timing[]> {
    return this.read(environment, `timings of ${endpoint}`, (client, signal) =>
      client.timings(endpoint, signal),
    );
  }

  private async read<T>(
    environment: EnvironmentId,
    question: string,
    ask: (client: RequestMetricsClient, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const client = this.clients.for(environment);
    return this.memoryOf(environment).reads.get(question, () => inTime((signal) => ask(client, signal)));
  }

  private memoryOf(environment: EnvironmentId): Memory {
    const known = this.memories.get(environment);
    if (known) return known;
    const livesMs = ANSWER_LIVES_MS[this.clients.for(environment).place.type];
    const memory = { history: new RequestHistory(), reads: new RecentReads(livesMs, this.clock.steady) };
    this.memories.set(environment, memory);
    return memory;
  }
}

/** Readers share the answer, so none of them may end the question: it has a deadline of its own. */
async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
  return ask(signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    throw new IntegrationError('timeout', 'Redis did not answer in time', {
      params: { limitMs: READ_TIMEOUT_MS },
    });
  });
}

function mostRequestedOf({ endpoints }: RequestCounters, limit: number): PopularEndpoint[] {
  return [...endpoints].slice(0, limit).map(([endpoint, requests]) => ({ endpoint, requests }));
}
