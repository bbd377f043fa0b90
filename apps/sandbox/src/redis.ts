import { RedisConnection } from './redis/connection.ts';
import { execute } from './redis/commands/dispatch.ts';
import { isExempt } from './redis/faults.ts';
import { RedisInstance } from './redis/instance.ts';
import { encode } from './redis/reply.ts';
import { SocketFaults } from './socket-faults.ts';
import { listenForSockets } from './socket-server.ts';
import type { Faults } from './faults.ts';
import type { RedisFlavour } from './redis/instance.ts';
import type { Reply } from './redis/reply.ts';

/** Which Redis to imitate, and where. */
export interface RedisOptions {
  readonly environment: string;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly flavour: RedisFlavour;
  /** The password of the user `default`; without one everybody is welcome. */
  readonly password?: string;
  readonly maxMemoryBytes?: number;
  readonly faults: Faults;
  readonly now?: () => number;
}

/** A Redis that listens. */
export interface RedisSandbox {
  readonly port: number;
  /** What every key of the environment's application begins with. */
  readonly prefix: string;
  /** Runs a command as the environment's application would, past the socket and past all faults. */
  execute(...words: string[]): Reply;
  /** What it has seen: calls per command since its (re)start, open connections, how many keys it holds. */
  state(): object;
  close(): Promise<void>;
}

/** Starts a stand-in for Redis: RESP2 and RESP3 over plain TCP, keys in memory, filled as a shop would fill it. */
export async function startRedis(options: RedisOptions): Promise<RedisSandbox> {
  const { environment, host, now = Date.now } = options;
  const redis = new RedisInstance({ ...options, now });
  const faults = new SocketFaults(options.faults, 'redis', environment, isExempt);
  const application = redis.open('application', true);
  const server = await listenForSockets(host, options.port, (socket) => {
    if (faults.refusesConnection()) socket.destroy();
    else new RedisConnection(socket, redis, faults);
  });
  redis.port = server.port;
  return {
    port: server.port,
    prefix: redis.prefix,
    execute: (...words) => {
      const reply = execute(redis, application, words);
      redis.figures.countInput(encode(words, 2).length);
      redis.figures.countOutput(encode(reply, 2).length);
      return reply;
    },
    state: () => ({
      commands: Object.fromEntries(redis.figures.calls),
      connections: server.connections(),
      keys: redis.keys.totals().keys,
      runId: redis.figures.runId,
    }),
    close: () => server.close(),
  };
}
