import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { EndpointKey, type SlowRequest } from '@envscope/contracts/index.js';
import {
  REQUEST_RECORD_LIMITS as LIMITS,
  requestKeys,
  SlowRequestRecord,
  TimingRecord,
} from '@envscope/contracts/request-metrics/request-records.js';
import type { RedisClient } from '@envscope/integrations/redis/redis.client.js';
import type { RedisPlace } from '@envscope/integrations/redis/redis.settings.js';
import * as z from 'zod';

/** Token of the `PerEnvironment<RequestMetricsClient>`. */
export const REQUEST_METRICS_CLIENTS = Symbol('REQUEST_METRICS_CLIENTS');

/** Requests since counting began. The maps are ordered, the most frequent first. */
export interface RequestCounters {
  readonly atMs: number;
  /** What the steady clock showed then. */
  readonly steadyMs: number;
  /** The most requested endpoints, at most 500. */
  readonly endpoints: ReadonlyMap<EndpointKey, number>;
  /** How many endpoints there are, those beyond 500 among them. */
  readonly endpointsCount: number;
  readonly statusCodes: ReadonlyMap<string, number>;
  /** Fields of both hashes that make no sense. */
  readonly leftOut: number;
}

/** Requests over 2 s, newest first. */
export interface SlowRequests {
  readonly requests: readonly SlowRequest[];
  /** Entries that make no sense. */
  readonly leftOut: number;
}

/** One timed request. */
export interface Timing {
  readonly atMs: number;
  readonly responseMs: number;
  readonly statusCode: number;
}

/** Names come from whatever wrote the hash: a broken writer must not fill the console's memory. */
const MOST_ENDPOINTS = 500;
const STATUS_FIELD = /^status:([1-5]\d\d)$/;
/** A writer's clock may run ahead by this much. */
const FUTURE_MS = 60 * 60_000;

/** Reads what an application recorded of its requests. Entries that make no sense are passed over, and counted. */
export class RequestMetricsClient {
  readonly place: RedisPlace;
  private readonly keys: ReturnType<typeof requestKeys>;

  constructor(
    private readonly redis: RedisClient,
    private readonly now: () => number = Date.now,
    private readonly steady: () => number = SYSTEM_CLOCK.steady,
  ) {
    this.place = redis.place;
    this.keys = requestKeys(redis.place.keyPrefix);
  }

  /** Two commands. */
  async counters(signal: AbortSignal): Promise<RequestCounters> {
    const [endpoints, statusCodes] = await Promise.all([
      this.redis.hash(this.keys.endpoints, signal),
      this.redis.hash(this.keys.statusCodes, signal),
    ]);
    const counted = counts(endpoints, (field) => (EndpointKey.safeParse(field).success ? field : undefined));
    const countedCodes = counts(statusCodes, (field) => STATUS_FIELD.exec(field)?.[1]);
    const fields = Object.keys(endpoints).length + Object.keys(statusCodes).length;
    return {
      atMs: this.now(),
      steadyMs: this.steady(),
      endpoints: new Map(counted.slice(0, MOST_ENDPOINTS)),
      endpointsCount: counted.length,
      statusCodes: new Map(countedCodes),
      leftOut: fields - counted.length - countedCodes.length,
    };
  }

  /** The newest timings of an endpoint, newest first: at most so many, at most 24 h old. One command. */
  async timings(
    endpoint: EndpointKey,
    signal: AbortSignal,
    most: number = LIMITS.timings,
  ): Promise<Timing[]> {
    const entries = await this.redis.list(this.keys.timings(endpoint), most, signal);
    const oldestMs = this.now() - LIMITS.timingsLiveSeconds * 1_000;
    return entries.flatMap((entry) => {
      const record = recordIn(entry, TimingRecord);
      const timing = record && this.timingOf(record);
      return timing && timing.atMs >= oldestMs ? [timing] : [];
    });
  }

  /** The newest requests over 2 s, newest first, at most 100. One command. */
  async slowRequests(signal: AbortSignal): Promise<SlowRequests> {
    const entries = await this.redis.list(this.keys.slowRequests, LIMITS.slowRequests, signal);
    const requests = entries.flatMap((entry) => {
      const record = recordIn(entry, SlowRequestRecord);
      const timing = record && this.timingOf(record);
      if (!timing) return [];
      const { responseMs, statusCode, atMs } = timing;
      return [{ endpoint: record.endpoint, responseMs, statusCode, at: new Date(atMs).toISOString() }];
    });
    return { requests, leftOut: entries.length - requests.length };
  }

  /** Goes on although Redis refused for its quota. */
  resume(): void {
    this.redis.resume();
  }

  /** The one place where the writer's seconds become milliseconds. */
  private timingOf(record: TimingRecord): Timing | undefined {
    const atMs = Math.round(record.timestamp * 1_000);
    // A moment far ahead was written in another unit.
    if (atMs > this.now() + FUTURE_MS) return undefined;
    return { atMs, responseMs: Math.round(record.response_time * 1e6) / 1e3, statusCode: record.status_code };
  }
}

/** Fields whose name is wanted and whose value is a count, most first. */
function counts(hash: Readonly<Record<string, string>>, nameOf: (field: string) => string | undefined) {
  return Object.entries(hash)
    .flatMap(([field, text]): [string, number][] => {
      const name = nameOf(field);
      const count = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
      return name === undefined || count === undefined ? [] : [[name, count]];
    })
    .sort(([, a], [, b]) => b - a);
}

function recordIn<T>(entry: string, schema: z.core.$ZodType<T>): T | undefined {
  try {
    return z.safeParse(schema, JSON.parse(entry)).data;
  } catch {
    return undefined;
  }
}
