import { createServer } from 'node:net';
import { once } from 'node:events';
import { RedisConnection } from './redis/connection.ts';
import { execute } from './redis/dispatch.ts';
import { RedisInstance } from './redis/instance.ts';
import { Misbehaviour } from './redis/misbehaviour.ts';
import type { AddressInfo, Socket } from 'node:net';
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
  const { environment, host, faults, now = Date.now } = options;
  const redis = new RedisInstance({ ...options, now });
  const misbehaviour = new Misbehaviour(faults, environment);
  const application = redis.open('application', true);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (misbehaviour.refusesConnection()) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new RedisConnection(socket, redis, misbehaviour);
  });
  server.listen(options.port, host);
  await once(server, 'listening');
  redis.port = (server.address() as AddressInfo).port;
  return {
    port: redis.port,
    prefix: redis.prefix,
    execute: (...words) => execute(redis, application, words),
    state: () => ({
      commands: Object.fromEntries(redis.figures.calls),
      connections: sockets.size,
      keys: redis.keys.totals().keys,
      runId: redis.figures.runId,
    }),
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
