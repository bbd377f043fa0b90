import { type EnvironmentId, type Observation, RequestMetricsSnapshot } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { observe } from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Recent } from '@envscope/integrations/kernel/recent.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  REQUEST_METRICS_CLIENTS,
  type RequestMetricsClient,
  type SlowRequests,
} from './request-metrics.client.js';
import { judge, measure } from './request-metrics.judgement.js';
import { JUDGED_MINUTES, RequestMetricsReader } from './request-metrics.reader.js';
import { RouteFigures } from './request-metrics.routes.js';
import { requestMetricsService } from './request-metrics.service.js';
import { totalsOf } from './request-metrics.window.js';

const SHOWN = { popular: 10, slow: 20 } as const;
/** How old the list of slow requests may become. Upstash bills every command. */
const SLOW_LIVES_MS = { local: 0, other: 0, upstash: 60 * 60_000 } as const;

/** Checks what an application recorded of its own requests: how many, and how many of them failed. */
@Injectable()
export class RequestMetricsProbe implements Probe {
  readonly service = 'request-metrics';
  private readonly routes = new Map<EnvironmentId, RouteFigures>();
  private readonly slow = new Map<EnvironmentId, Recent<SlowRequests>>();

  constructor(
    @Inject(REQUEST_METRICS_CLIENTS) private readonly clients: PerEnvironment<RequestMetricsClient>,
    private readonly reader: RequestMetricsReader,
    @Optional() private readonly steady: () => number = SYSTEM_CLOCK.steady,
  ) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observe({ environment, service: requestMetricsService }, limits, async (signal) => {
      const client = this.clients.for(environment);
      if (limits.isRequested) client.resume();
      const counters = await this.reader.sample(environment, signal);
      const window = this.reader.window(environment, JUDGED_MINUTES);
      const totalRequests = totalsOf(counters).requests;
      const slow = await this.recentSlow(environment, client).get(() => client.slowRequests(signal), limits);
      const snapshot = {
        keyPrefix: client.place.keyPrefix,
        totalRequests,
        endpointsCount: counters.endpointsCount,
        statusCodes: Object.fromEntries(counters.statusCodes),
        window,
        popular: await this.reader.popular(environment, SHOWN.popular),
        slow: slow.requests.slice(0, SHOWN.slow),
        leftOut: counters.leftOut + slow.leftOut,
        sampledAt: new Date(counters.atMs).toISOString(),
      } satisfies RequestMetricsSnapshot;
      const { parts, whole } = await this.routesOf(environment, client).measure(
        counters,
        limits.watched ?? [],
        signal,
      );
      const measurements = measure(totalRequests, window, whole);
      return { findings: [{ ...judge(totalRequests, window), measurements }], parts, snapshot };
    });
  }

  /** Of the same counters alone: those of another prefix are another application's. */
  resume({ environment, snapshot }: Observation): void {
    const { data } = RequestMetricsSnapshot.safeParse(snapshot);
    const [, client] = this.clients.entries().find(([id]) => id === environment) ?? [];
    if (!data || data.keyPrefix !== client?.place.keyPrefix) return;
    this.reader.resume(environment, {
      atMs: Date.parse(data.sampledAt),
      statusCodes: new Map(Object.entries(data.statusCodes)),
    });
  }

  private routesOf(environment: EnvironmentId, client: RequestMetricsClient): RouteFigures {
    const routes = this.routes.get(environment) ?? new RouteFigures(client);
    this.routes.set(environment, routes);
    return routes;
  }

  private recentSlow(environment: EnvironmentId, { place }: RequestMetricsClient): Recent<SlowRequests> {
    const recent = this.slow.get(environment) ?? new Recent(SLOW_LIVES_MS[place.type], this.steady);
    this.slow.set(environment, recent);
    return recent;
  }
}
