import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { LoopTurns } from './loop-turns.js';

/** When a connection was begun and when it was ready, by `performance.now`. */
export interface DialTimes {
  /** Before its host's name was looked up. */
  readonly begunMs: number;
  /** The host, or the proxy's tunnel to it, has answered. */
  readonly connectedMs: number;
  /** Null without TLS. */
  readonly securedMs: number | null;
}

/** How long the connections of a pool took to be made. */
export class DialLog {
  private readonly times = new WeakMap<Duplex, DialTimes>();

  constructor(private readonly turns: LoopTurns) {}

  /** Undefined for a connection of somebody else's. */
  timesOf(connection: Duplex): DialTimes | undefined {
    return this.times.get(connection);
  }

  /** Makes a connection, and notes how long that took. */
  async dial(connect: () => Promise<Socket>, secure?: (socket: Socket) => Promise<Duplex>): Promise<Duplex> {
    const begunMs = performance.now();
    const socket = await connect();
    const connectedMs = this.turns.arrivedAt();
    const connection = secure ? await secure(socket) : socket;
    const securedMs = secure ? this.turns.arrivedAt() : null;
    this.times.set(connection, { begunMs, connectedMs, securedMs });
    return connection;
  }
}
