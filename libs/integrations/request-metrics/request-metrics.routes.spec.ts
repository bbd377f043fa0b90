import type { EndpointKey, ObservedPart } from '@envscope/contracts/index.js';
import type { WatchedFigure } from '@envscope/integrations/kernel/probe.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestCounters, RequestMetricsClient, Timing } from './request-metrics.client.js';
import { RouteFigures } from './request-metrics.routes.js';

const START_MS = Date.parse('2026-10-02T10:00:00.000Z');
const ORDERS = 'GET:/orders';
const NEVER = new AbortController().signal;

/** An application whose requests are recorded, and the commands that reading them costs. */
class Application {
  nowMs = START_MS;
  readonly asked: string[] = [];
  private readonly counts = new Map<EndpointKey, number>();
  private readonly lists = new Map<EndpointKey, Timing[]>();
  readonly routes: RouteFigures;

  constructor(type: 'local' | 'upstash' = 'local') {
    const client = {
      place: { type } as RequestMetricsClient['place'],
      timings: (endpoint: EndpointKey, _: AbortSignal, most = 1_000) => {
        this.asked.push(`${endpoint} ${most}`);
        return Promise.resolve((this.lists.get(endpoint) ?? []).slice(0, Math.min(most, 1_000)));
      },
    };
    this.routes = new RouteFigures(client);
  }

  /** Answers requests at this moment, each in so many milliseconds. */
  answer(endpoint: EndpointKey, ...times: readonly number[]): void {
    this.counts.set(endpoint, (this.counts.get(endpoint) ?? 0) + times.length);
    const newest = times.map((responseMs) => ({
      atMs: this.nowMs,
      responseMs,
      statusCode: responseMs > 5_000 ? 504 : 200,
    }));
    this.lists.set(endpoint, [...newest.toReversed(), ...(this.lists.get(endpoint) ?? [])]);
  }

  /** One check, after so many seconds. */
  async check(seconds = 60, ...watched: WatchedFigure[]) {
    this.nowMs += seconds * 1_000;
    const endpoints = new Map([...this.counts].sort(([, a], [, b]) => b - a));
    const counters: RequestCounters = {
      atMs: this.nowMs,
      steadyMs: this.nowMs,
      endpoints,
      endpointsCount: endpoints.size,
      statusCodes: new Map(),
      leftOut: 0,
    };
    return this.routes.measure(counters, watched, NEVER);
  }

  async part(seconds = 60, ...watched: WatchedFigure[]): Promise<ObservedPart | undefined> {
    return (await this.check(seconds, ...watched)).parts[0];
  }
}

const hundred = Array.from({ length: 100 }, (_, n) => (n + 1) * 10);

describe('RouteFigures', () => {
  let application: Application;
  beforeEach(() => {
    application = new Application();
  });

  it('measures a route over the last five minutes', async () => {
    application.answer(ORDERS, 1);
    await application.check();
    application.answer(ORDERS, ...hundred);
    expect(await application.part()).toEqual({
      target: ORDERS,
      label: 'GET /orders',
      measurements: { requestsPerMinute: 100, errorRatio: 0, p50Ms: 500, p95Ms: 950, p99Ms: 990 },
    });
    for (let minute = 0; minute < 6; minute += 1) await application.check();
    application.answer(ORDERS, 7, 7, 7, 7, 7);
    expect((await application.part())?.measurements).toMatchObject({ p95Ms: 7 });
  });

  it('knows at its first check what was recorded before', async () => {
    application.answer(ORDERS, ...hundred);
    expect((await application.part())?.measurements).toEqual({
      errorRatio: 0,
      p50Ms: 500,
      p95Ms: 950,
      p99Ms: 990,
    });
  });

  it('takes no data for what it is: an idle route has a rate of 0 and no response time', async () => {
    application.answer(ORDERS, ...hundred);
    const watched = { target: ORDERS, measurement: 'p95Ms' };
    await application.check(60, watched);
    for (let minute = 0; minute < 6; minute += 1) await application.check(60, watched);
    expect((await application.part(60, watched))?.measurements).toEqual({ requestsPerMinute: 0 });
    expect(await application.part(60, { target: 'GET:/never', measurement: 'p95Ms' })).toBeUndefined();
  });

  it('says nothing of the response times of four requests', async () => {
    application.answer(ORDERS, 1);
    await application.check();
    application.answer(ORDERS, 900, 900, 9_000);
    expect((await application.part())?.measurements).toEqual({ requestsPerMinute: 3 });
    application.answer(ORDERS, 900);
    expect((await application.part())?.measurements).toMatchObject({ errorRatio: 0.2, p95Ms: 9_000 });
  });

  it('takes counters that fell for a restart', async () => {
    application.answer(ORDERS, ...hundred);
    await application.check();
    application = Object.assign(new Application(), { nowMs: application.nowMs });
    application.answer(ORDERS, 1);
    await application.check();
    application.answer(ORDERS, 1, 1);
    expect((await application.part())?.measurements).toEqual({ requestsPerMinute: 2 });
  });

  it('reads nothing of a route that nobody requested since, and little of others', async () => {
    application.answer(ORDERS, ...hundred);
    application.answer('GET:/idle', ...hundred);
    await application.check();
    for (const endpoint of [ORDERS, 'GET:/idle']) application.answer(endpoint, 5);
    await application.check();
    application.answer(ORDERS, 5, 5);
    await application.check();
    expect(application.asked.slice(2)).toEqual([`${ORDERS} 51`, 'GET:/idle 51', `${ORDERS} 53`]);
  });

  it('has figures of the ten busiest routes, and response times of all from twenty', async () => {
    const routes = Array.from({ length: 30 }, (_, n) => `GET:/r${n}`);
    for (const route of routes) application.answer(route, 1);
    await application.check();
    routes.forEach((route, n) => application.answer(route, ...Array<number>(n + 5).fill(n)));
    const { parts, whole } = await application.check();
    expect(parts.map(({ target }) => target)).toEqual(routes.slice(20).reverse());
    expect(new Set(application.asked.slice(20)).size).toBe(20);
    expect(whole.p50Ms).toBeGreaterThan(10);
  });

  it('does not let a list that is full weigh less than others', async () => {
    application.answer('GET:/busy', 1);
    application.answer('GET:/rare', 1);
    await application.check();
    application.answer('GET:/rare', ...Array<number>(2_000).fill(50));
    await application.check(60);
    application.answer('GET:/busy', ...Array<number>(1_000).fill(500));
    expect((await application.check(60)).whole).toEqual({ p50Ms: 500, p95Ms: 500, p99Ms: 500 });
  });

  describe('where every command is billed', () => {
    beforeEach(() => {
      application = new Application('upstash');
    });
    const busy = (watched: WatchedFigure[]) => async () => {
      application.answer(ORDERS, ...hundred);
      application.answer('GET:/other', ...hundred);
      return application.check(60, ...watched);
    };

    it('reads no timings while no rule watches them', async () => {
      const minute = busy([{ measurement: 'errorRatio' }]);
      await minute();
      expect(await minute()).toEqual({ parts: [], whole: {} });
      expect(application.asked).toEqual([]);
    });

    it('reads those of a watched route at every second check', async () => {
      const minute = busy([{ target: ORDERS, measurement: 'p95Ms' }]);
      const isMeasured: boolean[] = [];
      for (let n = 0; n < 6; n += 1)
        isMeasured.push('p95Ms' in ((await minute()).parts[0]?.measurements ?? {}));
      expect(isMeasured).toEqual([true, false, true, false, true, false]);
      expect(application.asked).toHaveLength(3);
    });

    it('reads the busiest for a rule on all requests, at most ten', async () => {
      for (let n = 0; n < 15; n += 1) application.answer(`GET:/r${n}`, 1);
      await application.check();
      for (let n = 0; n < 15; n += 1) application.answer(`GET:/r${n}`, 10, 20);
      expect((await application.check(60, { measurement: 'p95Ms' })).whole.p95Ms).toBe(20);
      expect(application.asked).toHaveLength(10);
    });
  });
});
