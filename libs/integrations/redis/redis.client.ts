import { IntegrationError, networkReason } from '@envscope/integrations/kernel/integration-error.js';
import type { ReasonCode } from '@envscope/contracts/index.js';
import { Redis, type RedisOptions } from 'ioredis';
import { RedisInfo } from './redis.info.js';
import { placeOf, type RedisPlace, type RedisSettings } from './redis.settings.js';

/** Token of the `PerEnvironment<RedisClient>`. */
export const REDIS_CLIENTS = Symbol('REDIS_CLIENTS');

/** One page of a walk over all keys; `next` is `'0'` after the last one. */
export interface KeyPage {
  readonly next: string;
  readonly keys: readonly string[];
}

/**
 * What the console reads from one Redis, and nothing that writes. Every method rejects with an `IntegrationError` or,
 * when the signal fires, with its reason.
 */
export abstract class RedisClient {
  abstract readonly place: RedisPlace;
  /** What the plan allows; null where that is not known. */
  abstract readonly commandsPerMonth: number | null;
  /** Round trip on an open connection, milliseconds. */
  abstract ping(signal: AbortSignal): Promise<number>;
  abstract info(signal: AbortSignal): Promise<RedisInfo>;
  /** How many keys there are, whoever owns them. */
  abstract size(signal: AbortSignal): Promise<number>;
  abstract scan(cursor: string, count: number, signal: AbortSignal): Promise<KeyPage>;
  /** The hash's fields; none where there is no such key. */
  abstract hash(key: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The first entries of a list; none where there is no such key. */
  abstract list(key: string, limit: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Asks again although a used-up quota is being waited for. */
  abstract resume(): void;
  abstract close(): void;
}

/** Opens no connection before the first question. */
export function createRedisClient(settings: RedisSettings, now: () => number = Date.now): RedisClient {
  return new IoRedisClient(settings, now);
}

const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  // Whoever asks next connects anew, so that nothing goes on in the background between two looks.
  retryStrategy: () => null,
  connectTimeout: 3_000,
  disconnectTimeout: 500,
  // Upstash bills every command: connecting sends AUTH and nothing else.
  protocol: 2,
  disableClientInfo: true,
  enableReadyCheck: false,
};

/** A month's quota does not come back within minutes, and each refusal may be billed. */
const QUOTA_PAUSE_MS = 60 * 60_000;

interface Connection {
  readonly redis: Redis;
  readonly opened: Promise<void>;
  /** Why it broke: ioredis tells that by an event, and rejects commands with "Connection is closed" alone. */
  cause: Error | undefined;
}

class IoRedisClient extends RedisClient {
  readonly place: RedisPlace;
  readonly commandsPerMonth: number | null;
  private connection: Connection | undefined;
  private pausedUntil = 0;

  constructor(
    private readonly settings: RedisSettings,
    private readonly now: () => number,
  ) {
    super();
    this.place = placeOf(settings);
    this.commandsPerMonth = settings.commandsPerMonth;
  }

  ping(signal: AbortSignal): Promise<number> {
    return this.ask(signal, async (redis) => {
      const started = performance.now();
      await redis.ping();
      return performance.now() - started;
    });
  }

  info(signal: AbortSignal): Promise<RedisInfo> {
    return this.ask(signal, async (redis) => RedisInfo.parse(await redis.info()));
  }

  size(signal: AbortSignal): Promise<number> {
    return this.ask(signal, (redis) => redis.dbsize());
  }

  scan(cursor: string, count: number, signal: AbortSignal): Promise<KeyPage> {
    return this.ask(signal, async (redis) => {
      const [next, keys] = await redis.scan(cursor, 'COUNT', count);
      return { next, keys };
    });
  }

  hash(key: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    return this.ask(signal, (redis) => redis.hgetall(key));
  }

  list(key: string, limit: number, signal: AbortSignal): Promise<readonly string[]> {
    return this.ask(signal, (redis) => redis.lrange(key, 0, limit - 1));
  }

  resume(): void {
    this.pausedUntil = 0;
  }

  close(): void {
    this.connection?.redis.disconnect();
  }

  private async ask<T>(signal: AbortSignal, command: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.now() < this.pausedUntil) throw quotaExceeded();
    const connection = (this.connection ??= this.connect());
    const answer = connection.opened.then(() => command(connection.redis));
    try {
      return await endedBy(signal, answer);
    } catch (error) {
      const failure = failureOf(error, connection.cause);
      // Without a reply nothing is known of the connection, and a credential is only told when one is made.
      if (!isReply(error) || failure.reason.code === 'unauthorized') {
        this.forget(connection);
        connection.redis.disconnect();
      }
      if (signal.aborted) throw signal.reason;
      if (failure.reason.code === 'quota-exceeded') this.pausedUntil = this.now() + QUOTA_PAUSE_MS;
      throw failure;
    }
  }

  private connect(): Connection {
    const redis = new Redis(this.settings.url, OPTIONS);
    const connection: Connection = { redis, opened: redis.connect(), cause: undefined };
    redis.on('error', (error) => (connection.cause ??= error));
    redis.once('close', () => this.forget(connection));
    return connection;
  }

  private forget(connection: Connection): void {
    if (this.connection === connection) this.connection = undefined;
  }
}

/** What the work gives, or the signal's reason as soon as it fires. */
function endedBy<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** Meanings of the word that an error reply begins with; https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const BY_REPLY: Readonly<Record<string, ReasonCode>> = {
  NOAUTH: 'unauthorized',
  WRONGPASS: 'unauthorized',
  NOPERM: 'forbidden',
  // Protected mode: the server takes no strangers from other machines.
  DENIED: 'forbidden',
  LOADING: 'loading',
  // A key holds another type than its name promises.
  WRONGTYPE: 'invalid-answer',
  // An unknown command, or one that Upstash does not offer.
  ERR: 'client-error',
};

/** Replies that begin with a mere `ERR`. */
const BY_TEXT: readonly (readonly [RegExp, ReasonCode])[] = [
  [/max (daily )?requests? limit exceeded/i, 'quota-exceeded'],
  [/max (concurrent connections|number of clients)/i, 'refused'],
  [/invalid password/i, 'unauthorized'],
];

function failureOf(error: unknown, cause: Error | undefined): IntegrationError {
  const reply = [error, cause].find(isReply);
  if (reply) return refusal(reply.message);
  if ([error, cause].some(isGibberish)) {
    return new IntegrationError('invalid-answer', 'Answered in another protocol', {
      params: { where: 'protocol' },
    });
  }
  const code = networkReason(cause) ?? networkReason(error) ?? 'connection-lost';
  return new IntegrationError(code, `No answer: ${code}`);
}

/** Whether the server itself answered so, to the question or to AUTH before it. */
function isReply(error: unknown): error is Error {
  return (error as Error | undefined)?.name === 'ReplyError';
}

/** Whether ioredis met bytes that are not Redis's protocol; its parser gives that error neither name nor code. */
function isGibberish(error: unknown): boolean {
  return /^Unknown RESP type|Please report this\.$/.test((error as Error | undefined)?.message ?? '');
}

/** The reply's text and its error stay behind: both may repeat the arguments of AUTH. */
function refusal(reply: string): IntegrationError {
  const word = /^[A-Z]+\b/.exec(reply)?.[0] ?? '';
  const code = BY_TEXT.find(([pattern]) => pattern.test(reply))?.[1] ?? BY_REPLY[word] ?? 'server-error';
  return code === 'quota-exceeded'
    ? quotaExceeded()
    : new IntegrationError(code, `Refused with ${word || 'an error'}`);
}

function quotaExceeded(): IntegrationError {
  return new IntegrationError('quota-exceeded', 'The quota of requests is used up');
}
