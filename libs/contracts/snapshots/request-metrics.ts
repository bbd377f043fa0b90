import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';

/** `healthy` under 1 % of 5xx, `warning` under 5 %, else `critical`; `unknown` where no request was seen. */
export const RequestHealth = z
  .enum(['healthy', 'warning', 'critical', 'unknown'])
  .register(z.globalRegistry, { id: 'RequestHealth' });
export type RequestHealth = z.infer<typeof RequestHealth>;

/** `METHOD:route` with the route's pattern, as the recorder writes it. */
export const EndpointKey = z
  .string()
  .check(z.regex(/^[A-Z]{3,10}:.{1,300}$/))
  .register(z.globalRegistry, { id: 'EndpointKey', example: 'GET:/api/orders/:id' });
export type EndpointKey = z.infer<typeof EndpointKey>;

/** An endpoint as people write it: `GET /api/orders/:id`. */
export function endpointName(endpoint: EndpointKey): string {
  return endpoint.replace(':', ' ');
}

/** What happened between two samples of the counters. Shares are null when the window saw no request. */
export const RequestWindow = z
  .object({
    from: Instant,
    to: Instant,
    requests: z.number(),
    serverErrors: z.number(),
    clientErrors: z.number(),
    errorRatio: z.nullable(z.number()),
    availabilityRatio: z.nullable(z.number()),
    requestsPerSecond: z.nullable(z.number()),
    health: RequestHealth,
  })
  .register(z.globalRegistry, { id: 'RequestWindow' });
export type RequestWindow = z.infer<typeof RequestWindow>;

/** Response times of one endpoint, from its newest timings (at most 1000, at most 24 h old). Null: no timing. */
export const EndpointTimings = z
  .object({
    endpoint: EndpointKey,
    /** Requests since counting began. */
    requests: z.number(),
    samples: z.int(),
    averageMs: z.nullable(z.number()),
    minMs: z.nullable(z.number()),
    maxMs: z.nullable(z.number()),
    p50Ms: z.nullable(z.number()),
    p95Ms: z.nullable(z.number()),
    p99Ms: z.nullable(z.number()),
    errorRatio: z.nullable(z.number()),
    oldestAt: z.nullable(Instant),
    newestAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'EndpointTimings' });
export type EndpointTimings = z.infer<typeof EndpointTimings>;

export const SlowRequest = z
  .object({ endpoint: z.string(), responseMs: z.number(), at: Instant, statusCode: z.int() })
  .register(z.globalRegistry, { id: 'SlowRequest' });
export type SlowRequest = z.infer<typeof SlowRequest>;

export const PopularEndpoint = z
  .object({ endpoint: z.string(), requests: z.number() })
  .register(z.globalRegistry, { id: 'PopularEndpoint' });
export type PopularEndpoint = z.infer<typeof PopularEndpoint>;

export const RequestMetricsSnapshot = z
  .object({
    keyPrefix: z.string(),
    totalRequests: z.number(),
    endpointsCount: z.int(),
    statusCodes: z.record(z.string(), z.number()),
    /** Over the newest minutes that two samples cover; null until there are two. */
    window: z.nullable(RequestWindow),
    popular: z.array(PopularEndpoint),
    slow: z.array(SlowRequest),
    /** Fields and entries that make no sense, and are in no figure: another writer's, or a broken one's. */
    leftOut: z._default(z.int(), 0),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'RequestMetricsSnapshot' });
export type RequestMetricsSnapshot = z.infer<typeof RequestMetricsSnapshot>;
