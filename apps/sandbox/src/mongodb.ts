import { MongodbConnection } from './mongodb/connection.ts';
import { isExempt } from './mongodb/faults.ts';
import { MongodbInstance } from './mongodb/instance.ts';
import { SocketFaults } from './socket-faults.ts';
import { listenForSockets } from './socket-server.ts';
import type { Faults } from './faults.ts';
import type { MongodbTier } from './mongodb/instance.ts';

/** Which MongoDB to imitate, and where. */
export interface MongodbOptions {
  readonly environment: string;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly tier: MongodbTier;
  readonly user: string;
  /** ASCII only. */
  readonly password: string;
  readonly faults: Faults;
  readonly now?: () => number;
}

/** A MongoDB that listens. */
export interface MongodbSandbox {
  readonly port: number;
  /** What it has seen: calls per command since its (re)start, open connections. */
  state(): object;
  close(): Promise<void>;
}

/**
 * Starts a stand-in for MongoDB: the handshake, the login and the few commands with which a driver watches a server.
 * It stores nothing.
 */
export async function startMongodb(options: MongodbOptions): Promise<MongodbSandbox> {
  const { environment, host, now = Date.now } = options;
  const mongodb = new MongodbInstance({ ...options, now });
  const faults = new SocketFaults(options.faults, 'mongodb', environment, isExempt);
  const server = await listenForSockets(host, options.port, (socket) => {
    if (faults.refusesConnection()) socket.destroy();
    else new MongodbConnection(socket, mongodb, faults);
  });
  mongodb.port = server.port;
  return {
    port: server.port,
    state: () => ({
      commands: Object.fromEntries(mongodb.calls),
      connections: server.connections(),
      startedAt: new Date(mongodb.startedAtMs).toISOString(),
      isPrimary: mongodb.isPrimary,
    }),
    close: () => server.close(),
  };
}
