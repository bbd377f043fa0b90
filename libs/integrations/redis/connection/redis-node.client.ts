import type { Network } from '@envscope/integrations/network/network.js';
import type { Redis, RedisOptions } from 'ioredis';
import { ioredis } from './ioredis.client.js';
import { connectorBy } from './redis-connector.client.js';
import type { OwnTally } from './redis.own-share.js';
import { failureOf, isReply, quotaExceeded, selectionFailure } from './redis.refusal.js';

const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  // Whoever asks next connects anew, so that nothing goes on in the background between two checks.
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

/** How one server is reached. */
export interface NodeOptions {
  /** A secret. Its database is ignored: `database` is selected. */
  readonly url: string;
  readonly database: number;
  /** The name that its certificate is for, where it is reached by another one. */
  readonly servername?: string;
  /** Every certificate authority that is trusted; Node's own list where there is none. */
  readonly ca?: readonly string[];
  /** An open connection learns neither of a changed password nor of a revoked one: older ones are renewed. */
  readonly oldestConnectionMs: number;
}

interface Connection {
  readonly redis: Redis;
  readonly opened: Promise<void>;
  readonly openedAtMs: number;
  /** Questions on their way. */
  asking: number;
  /** Why it broke: ioredis reports that by an event, and rejects commands with "Connection is closed" alone. */
  cause: Error | undefined;
}

/** One server and the one connection to it, which is made by whoever asks first. */
export class RedisNode {
  private connection: Connection | undefined;
  private pausedUntil = 0;

  constructor(
    private readonly options: NodeOptions,
    readonly own: OwnTally,
    private readonly steady: () => number,
    private readonly network: Network,
  ) {}

  /** Rejects with an `IntegrationError`, with a redirection of a cluster as it came, or with the signal's reason. */
  async ask<T>(signal: AbortSignal, command: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.steady() < this.pausedUntil) throw quotaExceeded();
    const connection = this.current();
    connection.asking += 1;
    let isOpen = false;
    try {
      await endedBy(signal, connection.opened);
      isOpen = true;
      return await endedBy(signal, command(connection.redis));
    } catch (error) {
      if (signal.aborted || !isReply(error) || !isOpen) this.hangUp(connection);
      if (signal.aborted) throw signal.reason;
      if (isReply(error) && /^(MOVED|ASK) /.test(error.message)) throw error;
      const failure = failureOf(error, connection.cause);
      // A credential is only sent when a connection is made.
      if (failure.reason.code === 'unauthorized') this.hangUp(connection);
      if (failure.reason.code === 'quota-exceeded') this.pausedUntil = this.steady() + QUOTA_PAUSE_MS;
      throw failure;
    } finally {
      connection.asking -= 1;
    }
  }

  /** Asks again although a used-up quota is being waited for. */
  resume(): void {
    this.pausedUntil = 0;
  }

  close(): void {
    this.connection?.redis.disconnect();
  }

  private current(): Connection {
    const { connection } = this;
    const isOld =
      connection !== undefined &&
      connection.asking === 0 &&
      this.steady() - connection.openedAtMs >= this.options.oldestConnectionMs;
    if (isOld) this.hangUp(connection);
    return (this.connection ??= this.connect());
  }

  private connect(): Connection {
    const { url, servername, ca } = this.options;
    const tls = { ...(servername === undefined ? {} : { servername }), ...(ca ? { ca: [...ca] } : {}) };
    const { Redis } = ioredis();
    const redis = new Redis(withoutDatabase(url), {
      ...OPTIONS,
      Connector: connectorBy(this.network),
      ...(Object.keys(tls).length > 0 ? { tls } : {}),
    });
    const connection: Connection = {
      redis,
      opened: this.open(redis),
      openedAtMs: this.steady(),
      asking: 0,
      cause: undefined,
    };
    redis.on('error', (error) => (connection.cause ??= error));
    redis.once('close', () => this.forget(connection));
    return connection;
  }

  private async open(redis: Redis): Promise<void> {
    await redis.connect();
    if (redis.options.password) this.own.command();
    const { database } = this.options;
    if (database === 0) return;
    // Not left to ioredis, which reports a refusal by an event alone and goes on with database 0.
    await redis.select(database).catch((error: unknown) => {
      throw selectionFailure(error, database);
    });
    this.own.command();
  }

  private hangUp(connection: Connection): void {
    this.forget(connection);
    connection.redis.disconnect();
  }

  private forget(connection: Connection): void {
    if (this.connection === connection) this.connection = undefined;
  }
}

function withoutDatabase(url: string): string {
  const bare = new URL(url);
  bare.pathname = '';
  bare.searchParams.delete('db');
  return bare.href;
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
