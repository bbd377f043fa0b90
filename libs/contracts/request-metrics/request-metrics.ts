import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import {
  EndpointTimings,
  PopularEndpoint,
  RequestWindow,
  SlowRequest,
} from '../snapshots/request-metrics.js';

/** Everything that was counted since counting began; `GET …/metrics`. */
export const RequestTotals = z
  .object({
    endpoints: z.record(z.string(), z.number()),
    statusCodes: z.record(z.string(), z.number()),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'RequestTotals' });
export type RequestTotals = z.infer<typeof RequestTotals>;

/** Response times of one endpoint or of all, per step; `GET …/timeseries`. */
export const RequestTimeSeries = z
  .object({
    endpoint: z.nullable(z.string()),
    from: Instant,
    to: Instant,
    stepMs: z.int().check(z.positive()),
    points: z.array(
      z.object({
        at: Instant,
        requests: z.number(),
        averageMs: z.nullable(z.number()),
        p95Ms: z.nullable(z.number()),
        serverErrors: z.number(),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'RequestTimeSeries' });
export type RequestTimeSeries = z.infer<typeof RequestTimeSeries>;

export const SlowRequests = z
  .object({ slowRequests: z.array(SlowRequest) })
  .register(z.globalRegistry, { id: 'SlowRequests' });
export type SlowRequests = z.infer<typeof SlowRequests>;

export const PopularEndpoints = z
  .object({ popularEndpoints: z.array(PopularEndpoint) })
  .register(z.globalRegistry, { id: 'PopularEndpoints' });
export type PopularEndpoints = z.infer<typeof PopularEndpoints>;

/** What a card of the application shows in one answer; `GET …/summary`. */
export const RequestSummary = z
  .object({
    health: z.nullable(RequestWindow),
    totalRequests: z.number(),
    endpointsCount: z.int(),
    endpoints: z.array(EndpointTimings),
    popularEndpoints: z.array(PopularEndpoint),
    slowRequests: z.array(SlowRequest),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'RequestSummary' });
export type RequestSummary = z.infer<typeof RequestSummary>;
