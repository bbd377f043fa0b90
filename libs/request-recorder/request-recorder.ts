import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeRequests, type RecordedRequest } from './recorded-request.js';
import { REQUEST_RECORDER_OPTIONS, type RequestRecorderOptions } from './request-recorder.options.js';

/** How long requests are gathered before they are written together. */
const TICK_MS = 200;
/** How long a Redis that is away is left alone. */
const AWAY_TICK_MS = 1_000;
const LARGEST_BATCH = 500;
/** About 2 MB; what comes on top while Redis is away is dropped and counted. */
const LONGEST_QUEUE = 10_000;
const SHUTDOWN_MS = 2_000;

/** Keeps answered requests in Redis, in batches and after the fact: a request neither waits for Redis nor fails with it. */
@Injectable()
export class RequestRecorder implements OnApplicationShutdown {
  private readonly logger = new Logger(RequestRecorder.name);
  private readonly redis: Redis;
  private readonly queue: RecordedRequest[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private isAway = false;
  private droppedCount = 0;

  constructor(@Inject(REQUEST_RECORDER_OPTIONS) private readonly options: RequestRecorderOptions) {
    this.redis = typeof options.redis === 'string' ? connect(options.redis) : options.redis;
    // Unheard, ioredis would print every attempt; what it means is reported once, when requests cannot be written.
    this.redis.on('error', () => undefined);
  }

  /** Requests that were answered but are in no figure, since the start. */
  get dropped(): number {
    return this.droppedCount;
  }

  /** Takes note of an answered request. Returns at once and never throws. */
  record(request: RecordedRequest): void {
    if (this.queue.length >= LONGEST_QUEUE) this.droppedCount += 1;
    else this.queue.push(request);
    this.schedule(this.isAway ? AWAY_TICK_MS : TICK_MS);
  }

  /** Writes what waits, and resolves when that is done or cannot be done now. Never rejects. */
  flush(): Promise<void> {
    return (this.writing ??= this.drain().finally(() => (this.writing = undefined)));
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await Promise.race([this.flush(), sleep(SHUTDOWN_MS, undefined, { ref: false })]);
    if (typeof this.options.redis === 'string') this.redis.disconnect();
  }

  private schedule(delayMs: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush().then(() => {
        if (this.queue.length > 0) this.schedule(AWAY_TICK_MS);
      });
    }, delayMs).unref();
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0 && (await this.isReady())) {
      const batch = this.queue.splice(0, LARGEST_BATCH);
      const fault = await this.write(batch);
      // Not written again: a part of it may have been, and a count too low is better than one too high.
      if (fault !== undefined) this.droppedCount += batch.length;
      this.report(fault);
    }
  }

  private async isReady(): Promise<boolean> {
    if (this.redis.status === 'wait') await this.redis.connect().catch(() => undefined);
    // An application that closes right after its start would lose its first requests otherwise.
    if (this.redis.status === 'connecting' || this.redis.status === 'connect') await this.connected();
    const isReady = this.redis.status === 'ready';
    if (!isReady) this.report(`its connection is ${this.redis.status}`);
    return isReady;
  }

  /** Resolves when the attempt to connect that is under way has an end. */
  private async connected(): Promise<void> {
    const ended = new AbortController();
    const listening = ['ready', 'close'].map((event) => once(this.redis, event, { signal: ended.signal }));
    await Promise.race(listening).catch(() => undefined);
    ended.abort();
    await Promise.allSettled(listening);
  }

  /** What went wrong, if anything. */
  private async write(batch: readonly RecordedRequest[]): Promise<string | undefined> {
    try {
      const pipeline = this.redis.pipeline();
      writeRequests(pipeline, this.options.keyPrefix, batch);
      const replies = (await pipeline.exec()) ?? [];
      const refused = replies.find(([error]) => error);
      return refused?.[0] ? wordOf(refused[0]) : undefined;
    } catch (error) {
      return wordOf(error);
    }
  }

  /** Logs the turns only: a line for each request would be a second fault. */
  private report(fault: string | undefined): void {
    const isAway = fault !== undefined;
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    if (isAway) this.logger.warn(`Requests are not being recorded, since Redis does not take them: ${fault}`);
    else this.logger.log(`Requests are being recorded again; ${this.droppedCount} were not since the start`);
  }
}

function connect(url: string): Redis {
  return new Redis(url, {
    lazyConnect: true,
    // Waiting is done in the recorder's queue, which has an end.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(500 * 2 ** attempt, 30_000),
    protocol: 2,
    disableClientInfo: true,
    enableReadyCheck: false,
  });
}

/** What kind of error it is, as Redis begins its own (`OOM`, `NOAUTH`): the rest of a text may repeat arguments. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  return /^[A-Z]+(?= )/.exec(error.message)?.[0] ?? ('code' in error ? String(error.code) : error.name);
}
