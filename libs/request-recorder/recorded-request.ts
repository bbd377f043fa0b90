import {
  REQUEST_RECORD_LIMITS as LIMITS,
  requestKeys,
  statusField,
  type SlowRequestRecord,
} from '@envscope/contracts/request-metrics/request-records.js';
import type { ChainableCommander } from 'ioredis';

/** One answered request. */
export interface RecordedRequest {
  /** `METHOD:route`, the route as its pattern. */
  readonly endpoint: string;
  readonly statusCode: number;
  readonly durationMs: number;
  /** When it was answered, epoch milliseconds. */
  readonly atMs: number;
}

/** Adds to the pipeline what keeps these requests, oldest first; every list stays within its bounds. */
export function writeRequests(
  pipeline: ChainableCommander,
  keyPrefix: string,
  requests: readonly RecordedRequest[],
): void {
  const keys = requestKeys(keyPrefix);
  for (const [endpoint, ofEndpoint] of Map.groupBy(requests, ({ endpoint }) => endpoint)) {
    const timings = keys.timings(endpoint);
    pipeline.hincrby(keys.endpoints, endpoint, ofEndpoint.length);
    pipeline.lpush(timings, ...ofEndpoint.map((request) => JSON.stringify(timingOf(request))));
    pipeline.ltrim(timings, 0, LIMITS.timings - 1);
    pipeline.expire(timings, LIMITS.timingsLiveSeconds);
  }
  for (const [statusCode, { length }] of Map.groupBy(requests, ({ statusCode }) => statusCode)) {
    pipeline.hincrby(keys.statusCodes, statusField(statusCode), length);
  }
  const slow = requests.filter(({ durationMs }) => durationMs > LIMITS.slowOverSeconds * 1_000);
  if (slow.length > 0) {
    pipeline.lpush(keys.slowRequests, ...slow.map((request) => JSON.stringify(slowOf(request))));
    pipeline.ltrim(keys.slowRequests, 0, LIMITS.slowRequests - 1);
  }
}

function timingOf({ durationMs, atMs, statusCode }: RecordedRequest) {
  return { response_time: toSeconds(durationMs), timestamp: toSeconds(atMs), status_code: statusCode };
}

function slowOf(request: RecordedRequest): SlowRequestRecord {
  return { endpoint: request.endpoint, ...timingOf(request) };
}

/** Seconds to the microsecond: more digits would only fill the memory. */
const toSeconds = (ms: number) => Math.round(ms * 1_000) / 1_000_000;
