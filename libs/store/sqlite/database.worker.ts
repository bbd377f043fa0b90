import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openDatabaseFile } from './database-file.js';
import { databaseVerbs, type DatabaseVerbs } from './database-verbs.js';
import { atomically } from './transaction.js';

/** One question, with the number that its answer bears. */
export interface DatabaseEnvelope {
  readonly id: number;
  readonly verb: keyof DatabaseVerbs;
  readonly args: readonly unknown[];
}

/** One answer per envelope, in any order. */
export type DatabaseAnswer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: string };

/** The file that the thread opens. */
export interface DatabaseThreadData {
  readonly file: string;
}

/** Serves one database to the thread that started this one. A file that cannot be opened ends the thread. */
class DatabaseDesk {
  private readonly port: MessagePort;
  private readonly database: DatabaseSync;
  private readonly verbs: DatabaseVerbs;
  private readonly waiting: DatabaseEnvelope[] = [];

  constructor(port: MessagePort, database: DatabaseSync) {
    this.port = port;
    this.database = database;
    this.verbs = databaseVerbs(database);
    // Whatever came in one turn of the loop is served in the next, so that its appends share one commit.
    port.on('message', (envelope: DatabaseEnvelope) => {
      if (this.waiting.push(envelope) === 1) setImmediate(() => this.serve(this.waiting.splice(0)));
    });
  }

  /** Appends first; all else in the order in which it came. */
  private serve(envelopes: readonly DatabaseEnvelope[]): void {
    const { appends = [], others = [] } = Object.groupBy(envelopes, ({ verb }) =>
      verb === 'append' ? 'appends' : 'others',
    );
    this.append(appends);
    for (const envelope of others) {
      this.answer([envelope], () => this.perform(envelope));
      if (envelope.verb === 'close') this.port.unref();
    }
  }

  /** One transaction for all; where that fails each gets its own, so that one bad append spoils no other. */
  private append(envelopes: readonly DatabaseEnvelope[]): void {
    if (envelopes.length === 0) return;
    try {
      this.commit(envelopes);
      this.answer(envelopes, () => undefined);
    } catch {
      for (const envelope of envelopes) this.answer([envelope], () => this.commit([envelope]));
    }
  }

  private commit(envelopes: readonly DatabaseEnvelope[]): void {
    atomically(this.database, () => envelopes.forEach((envelope) => this.perform(envelope)));
  }

  private perform({ verb, args }: DatabaseEnvelope): unknown {
    // `DatabaseThread.ask` has checked that the arguments are the verb's.
    const work = this.verbs[verb] as (...args: readonly unknown[]) => unknown;
    return work(...args);
  }

  private answer(envelopes: readonly DatabaseEnvelope[], work: () => unknown): void {
    const answer = this.outcome(work);
    for (const { id } of envelopes) this.port.postMessage({ id, ...answer });
  }

  private outcome(work: () => unknown): { value: unknown } | { fault: string } {
    try {
      return { value: work() };
    } catch (error) {
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  }
}

if (parentPort) {
  const { file } = workerData as DatabaseThreadData;
  new DatabaseDesk(parentPort, openDatabaseFile(file));
}
