import { createConnection, type Connection, type ConnectOptions } from 'mongoose';
import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import {
  ObservationStore,
  StoreFault,
  type LatestObservation,
  type SeriesQuery,
} from '../observation-store.js';
import { LatestObservations } from './latest-observations.js';
import { SeriesHistory, startOfHour } from './series-history.js';

const DEFAULT_DATABASE = 'envscope';
const CLOSING_PATIENCE_MS = 500;

/**
 * Keeps observations in MongoDB, for teams that run more than one console. Asks for nothing that a standalone server
 * lacks: each document changes by itself, so that of an observation that fails half-way some targets may be kept.
 */
export class MongoObservationStore extends ObservationStore {
  private readonly history: SeriesHistory;
  private readonly newest: LatestObservations;
  private readonly running = new Set<Promise<unknown>>();
  private readonly turns = new Map<string, Promise<void>>();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly connection: Connection,
    now: () => number,
  ) {
    super();
    this.history = new SeriesHistory(connection, now);
    this.newest = new LatestObservations(connection);
  }

  /** Connects and makes the indexes. Rejects with a `StoreFault` that names the server, never the credentials. */
  static async open(url: string, now: () => number = Date.now): Promise<MongoObservationStore> {
    const connection = createConnection(url, connectOptions(url));
    try {
      await connection.asPromise();
      const store = new MongoObservationStore(connection, now);
      await Promise.all([store.history.prepare(), store.newest.prepare()]);
      await store.ping();
      return store;
    } catch (error) {
      await connection.close();
      throw faultOf(error);
    }
  }

  append(observation: Observation): Promise<void> {
    return this.run(() => this.inTurn(observation));
  }

  latest(): Promise<LatestObservation[]> {
    return this.run(() => this.newest.all());
  }

  series(query: SeriesQuery): Promise<SeriesPoint[]> {
    return this.run(() => this.history.series(query));
  }

  prune(beforeMs: number): Promise<void> {
    return this.run(async () => {
      await this.history.prune(startOfHour(beforeMs));
      await this.newest.prune(startOfHour(beforeMs));
    });
  }

  ping(): Promise<void> {
    return this.run(async () => {
      const answer = await this.connection.db?.command({ hello: 1 });
      if (answer?.['isWritablePrimary'] !== true) throw new Error('The server takes no writes');
    });
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  /** Waits a moment for what runs; a server that does not answer must not keep the console from ending. */
  private async end(): Promise<void> {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, CLOSING_PATIENCE_MS);
    await Promise.race([Promise.allSettled(this.running), over]);
    clearTimeout(timer);
    await this.connection.close(true);
  }

  /** Appends of one service go one after another: they write the same documents and would only contend. */
  private async inTurn(observation: Observation): Promise<void> {
    const key = `${observation.environment}/${observation.service}`;
    const before = this.turns.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.write(observation));
    this.turns.set(key, turn);
    await turn;
  }

  private async write(observation: Observation): Promise<void> {
    await this.history.append(observation);
    await this.newest.replace(observation);
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.closing) throw new StoreFault('The store is closed');
    const running = work();
    this.running.add(running);
    try {
      return await running;
    } catch (error) {
      throw faultOf(error);
    } finally {
      this.running.delete(running);
    }
  }
}

/** The URL may name another database and another time to wait for a server. */
function connectOptions(url: string): ConnectOptions {
  const namesDatabase = /^[^/]+\/\/[^/]+\/[^?]/.test(url);
  return {
    // A fault is told at once and not waited out: whoever appends decides what to do.
    bufferCommands: false,
    socketTimeoutMS: 30_000,
    // A standalone server acknowledges before its journal unless told otherwise.
    writeConcern: { w: 'majority', journal: true },
    ...(url.includes('serverSelectionTimeoutMS=') ? {} : { serverSelectionTimeoutMS: 5_000 }),
    ...(namesDatabase ? {} : { dbName: DEFAULT_DATABASE }),
  };
}

/** No cause: the driver's errors hold its options, and those hold the credentials. */
function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StoreFault(`MongoDB: ${message.replace(/\/\/[^\s/]*@/g, '//…@')}`);
}
