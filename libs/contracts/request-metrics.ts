import * as z from 'zod';
import { Instant } from './observation.js';
import { EndpointTimings, PopularEndpoint, RequestWindow, SlowRequest } from './snapshots/request-metrics.js';

/** Everything that was counted since counting began; `GET …/metrics`. */
export const RequestTotals = z
  .object({
    endpoints: z.record(z.string(), z.number()),
    statusCodes: z.record(z.string(), z.number()),
    sampledAt: Instant,
  })
  .meta({ id: 'RequestTotals' });
export type RequestTotals = z.infer<typeof RequestTotals>;

/** Response times of one endpoint or of all, per step; `GET …/timeseries`. */
export const RequestTimeSeries = z
  .object({
    endpoint: z.string().nullable(),
    from: Instant,
    to: Instant,
    stepMs: z.int().positive(),
    points: z.array(
      z.object({
        at: Instant,
        requests: z.number(),
        averageMs: z.number().nullable(),
        p95Ms: z.number().nullable(),
        serverErrors: z.number(),
      }),
    ),
  })
  .meta({ id: 'RequestTimeSeries' });
export type RequestTimeSeries = z.infer<typeof RequestTimeSeries>;

export const SlowRequests = z.object({ slowRequests: z.array(SlowRequest) }).meta({ id: 'SlowRequests' });
export type SlowRequests = z.infer<typeof SlowRequests>;

export const PopularEndpoints = z
  .object({ popularEndpoints: z.array(PopularEndpoint) })
  .meta({ id: 'PopularEndpoints' });
export type PopularEndpoints = z.infer<typeof PopularEndpoints>;

/** What a card of the application shows in one answer; `GET …/summary`. */
export const RequestSummary = z
  .object({
    health: RequestWindow.nullable(),
    totalRequests: z.number(),
    endpointsCount: z.int(),
    endpoints: z.array(EndpointTimings),
    popularEndpoints: z.array(PopularEndpoint),
    slowRequests: z.array(SlowRequest),
    sampledAt: Instant,
  })
  .meta({ id: 'RequestSummary' });
export type RequestSummary = z.infer<typeof RequestSummary>;
