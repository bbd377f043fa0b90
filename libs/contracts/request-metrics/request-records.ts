import * as z from 'zod/mini';

/** What bounds that which an application writes, whatever its load. Lists keep their newest entries. */
export const REQUEST_RECORD_LIMITS = {
  timings: 1_000,
  timingsLiveSeconds: 24 * 60 * 60,
  slowRequests: 100,
  slowOverSeconds: 2,
} as const;

/** Names of the Redis keys that an application writes its request metrics under. Types in `docs/request-metrics.md`. */
export function requestKeys(keyPrefix: string) {
  return {
    endpoints: `${keyPrefix}api:metrics:endpoints`,
    statusCodes: `${keyPrefix}api:metrics:status_codes`,
    timings: (endpoint: string) => `${keyPrefix}api:timing:${endpoint}`,
    slowRequests: `${keyPrefix}api:alerts:slow_requests`,
  } as const;
}

/** Field of the hash of status codes: `status:200`. */
export const statusField = (statusCode: number) => `status:${statusCode}`;

/** What claims to have taken longer was written in another unit. */
const LONGEST_RESPONSE_SECONDS = 24 * 60 * 60;

/** One request in the list of its endpoint's timings, as JSON. Times are seconds, since any application may write it. */
export const TimingRecord = z.object({
  response_time: z.number().check(z.nonnegative(), z.maximum(LONGEST_RESPONSE_SECONDS)),
  /** Seconds since the epoch. */
  timestamp: z.number().check(z.positive()),
  status_code: z.int().check(z.minimum(100), z.maximum(599)),
});
export type TimingRecord = z.infer<typeof TimingRecord>;

/** One entry of the list of slow requests, as JSON. */
export const SlowRequestRecord = z.extend(TimingRecord, {
  endpoint: z.string().check(z.minLength(1), z.maxLength(320)),
});
export type SlowRequestRecord = z.infer<typeof SlowRequestRecord>;
