import { createConnection, type Connection, type ConnectOptions } from 'mongoose';
import { StoreFault } from '../observation-store.js';

const DEFAULT_DATABASE = 'envscope';
const CLOSING_PATIENCE_MS = 500;

/** One database, and all that is under way with it: everything that is asked of it goes through `run`. */
export class DatabaseLink {
  private readonly running = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  private constructor(readonly connection: Connection) {}

  /** Connects, and prepares what the work on the connection gives. Rejects as `run` does. */
  static async open<T>(
    url: string,
    certificates: readonly string[] | undefined,
    prepare: (link: DatabaseLink) => Promise<T>,
  ): Promise<T> {
    const connection = createConnection(url, {
      ...connectOptions(url),
      ...(certificates ? { ca: [...certificates] } : {}),
    });
    try {
      await connection.asPromise();
      return await prepare(new DatabaseLink(connection));
    } catch (error) {
      await connection.close();
      throw faultOf(error);
    }
  }

  /** Rejects with a `StoreFault` that names the server, never the credentials. */
  async run<T>(work: () => Promise<T>): Promise<T> {
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

  /** Resolves when the server takes writes. */
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
    await waitAtMost(CLOSING_PATIENCE_MS, Promise.allSettled(this.running));
    // The driver takes leave of its server, and would wait for the answer as long as for any other.
    await waitAtMost(CLOSING_PATIENCE_MS, this.connection.close(true));
  }
}

async function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** The URL may name another database and another time to wait for a server. */
function connectOptions(url: string): ConnectOptions {
  const namesDatabase = /^[^/]+\/\/[^/]+\/[^?]/.test(url);
  return {
    // A fault is reported at once and not waited out: whoever asks decides what to do.
    bufferCommands: false,
    socketTimeoutMS: 30_000,
    // Node gives each address 250 ms, which is less than a far database needs.
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 2_000,
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
