import { requestsIn } from './traffic/requests.ts';
import type { AnsweredRequest } from './traffic/requests.ts';
import type { RedisSandbox } from './redis.ts';
import type { Story } from './story.ts';

const SECOND_MS = 1000;
const BACKFILL_MS = 45 * 60 * SECOND_MS;
const KEPT_TIMINGS = 1000;
const KEPT_SLOW_REQUESTS = 100;
const SLOW_SECONDS = 2;

/** Who has traffic, and what happens there. */
export interface TrafficOptions {
  /** The Redis of each environment, in which its application keeps what it measures. */
  readonly redis: ReadonlyMap<string, Pick<RedisSandbox, 'execute' | 'prefix'>>;
  readonly story: Story;
  /** When the story began, in epoch milliseconds. */
  readonly startedAtMs: number;
  readonly now?: () => number;
}

/** The users of the demo's application: what they did up to a moment is in its Redis after `advanceTo`. */
export class Traffic {
  private readonly options: TrafficOptions;
  private writtenUntilMs: number;

  constructor(options: TrafficOptions) {
    this.options = options;
    this.writtenUntilMs = options.startedAtMs - BACKFILL_MS;
  }

  /** Writes every full second that has not been written yet. After a long sleep only the last part of it. */
  advanceTo(nowMs: number): void {
    const { redis, story, startedAtMs } = this.options;
    const fromMs = Math.max(this.writtenUntilMs, nowMs - BACKFILL_MS);
    let atMs = Math.ceil(fromMs / SECOND_MS) * SECOND_MS;
    for (; atMs + SECOND_MS <= nowMs; atMs += SECOND_MS) {
      for (const [environment, server] of redis) {
        const requests = requestsIn(story, environment, atMs, atMs - startedAtMs);
        for (const request of requests) record(server, request, atMs / SECOND_MS);
        useCache(server, story.noise(`${environment} cache`, atMs));
      }
    }
    this.writtenUntilMs = atMs;
  }
}

/** Starts the traffic: at once what has happened before, so that charts are not empty, then second by second. */
export function startTraffic(options: TrafficOptions): { stop(): void } {
  const { now = Date.now } = options;
  const traffic = new Traffic(options);
  traffic.advanceTo(now());
  const timer = setInterval(() => traffic.advanceTo(now()), SECOND_MS).unref();
  return { stop: () => clearInterval(timer) };
}

/** Notes one request as the recorder in an application does. */
function record(
  { execute, prefix }: Pick<RedisSandbox, 'execute' | 'prefix'>,
  { endpoint, statusCode, responseSeconds }: AnsweredRequest,
  atSeconds: number,
): void {
  const measured = { response_time: responseSeconds, timestamp: atSeconds, status_code: statusCode };
  const timings = `${prefix}api:timing:${endpoint}`;
  execute('HINCRBY', `${prefix}api:metrics:endpoints`, endpoint, '1');
  execute('HINCRBY', `${prefix}api:metrics:status_codes`, `status:${statusCode}`, '1');
  execute('LPUSH', timings, JSON.stringify(measured));
  execute('LTRIM', timings, '0', String(KEPT_TIMINGS - 1));
  execute('EXPIRE', timings, '86400');
  if (responseSeconds <= SLOW_SECONDS) return;
  const slowRequests = `${prefix}api:alerts:slow_requests`;
  execute('LPUSH', slowRequests, JSON.stringify({ endpoint, ...measured }));
  execute('LTRIM', slowRequests, '0', String(KEPT_SLOW_REQUESTS - 1));
}

/** What else an application does with its Redis: it looks a product up and keeps it for five minutes. */
function useCache({ execute, prefix }: Pick<RedisSandbox, 'execute' | 'prefix'>, luck: number): void {
  const id = 190 + Math.floor(luck * 120);
  const key = `${prefix}cache:product:${id}`;
  if (execute('GET', key) === null) execute('SET', key, JSON.stringify({ id }), 'EX', '300');
}
