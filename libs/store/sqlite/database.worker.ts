import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Observation } from '@envscope/contracts/index.js';
import type { SeriesQuery } from '../observation-store.js';
import { openDatabaseFile } from './database-file.js';
import { ObservationDatabase } from './observation-database.js';

/** What the thread can be asked. */
export type DatabaseRequest =
  | { readonly verb: 'append'; readonly observation: Observation }
  | { readonly verb: 'latest' }
  | { readonly verb: 'series'; readonly query: SeriesQuery }
  | { readonly verb: 'prune'; readonly beforeMs: number }
  | { readonly verb: 'ping' }
  | { readonly verb: 'close' };

/** A request with the number that its answer bears. */
export interface DatabaseEnvelope {
  readonly id: number;
  readonly request: DatabaseRequest;
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
  private readonly database: ObservationDatabase;
  private readonly waiting: DatabaseEnvelope[] = [];

  constructor(port: MessagePort, database: ObservationDatabase) {
    this.port = port;
    this.database = database;
    // Whatever came in one turn of the loop is served in the next, so that its appends share one commit.
    port.on('message', (envelope: DatabaseEnvelope) => {
      if (this.waiting.push(envelope) === 1) setImmediate(() => this.serve(this.waiting.splice(0)));
    });
  }

  private serve(envelopes: readonly DatabaseEnvelope[]): void {
    const { appends = [], others = [] } = Object.groupBy(envelopes, ({ request }) =>
      request.verb === 'append' ? 'appends' : 'others',
    );
    this.append(appends);
    for (const envelope of others) this.answer([envelope], () => this.perform(envelope.request));
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
    this.database.atomically(() => envelopes.forEach(({ request }) => this.perform(request)));
  }

  private perform(request: DatabaseRequest): unknown {
    switch (request.verb) {
      case 'append':
        return this.database.append(request.observation);
      case 'latest':
        return this.database.latest();
      case 'series':
        return this.database.series(request.query);
      case 'prune':
        return this.database.prune(request.beforeMs);
      case 'ping':
        return this.database.ping();
      case 'close':
        this.port.unref();
        return this.database.close();
    }
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
  new DatabaseDesk(parentPort, new ObservationDatabase(openDatabaseFile(file)));
}
