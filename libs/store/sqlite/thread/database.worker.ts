import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { DataFileLost } from '../../observation-store.js';
import { DataFile } from '../file/data-file.js';
import { openDatabaseFile } from '../file/database-file.js';
import { databaseVerbs, type DatabaseVerbs } from './database-verbs.js';
import { VERB_PACE } from './verb-pace.js';

/** One question, with the number that its answer bears. */
export interface DatabaseEnvelope {
  readonly id: number;
  readonly verb: keyof DatabaseVerbs;
  readonly args: readonly unknown[];
}

/** One answer per envelope, in any order. */
export type DatabaseAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string; readonly isFileLost: boolean };

/** The file that the thread opens. */
export interface DatabaseThreadData {
  readonly file: string;
  /** It was open before: where it is gone by now no new one is made. */
  readonly isKnown: boolean;
}

/** A question that is answered step by step. */
interface Reading {
  readonly envelope: DatabaseEnvelope;
  steps?: Iterator<unknown, unknown>;
}

/**
 * Serves one database to the thread that started this one: what writes first, since checks wait for it, and of what reads one
 * step of one question at a time. A file that cannot be opened ends the thread.
 */
class DatabaseDesk {
  private readonly port: MessagePort;
  private readonly file: DataFile;
  private readonly verbs: DatabaseVerbs;
  private readonly writes: DatabaseEnvelope[] = [];
  private readonly readings: Reading[] = [];
  private isPlanned = false;

  constructor(port: MessagePort, database: DatabaseSync, file: DataFile) {
    this.port = port;
    this.file = file;
    this.verbs = databaseVerbs(database, file);
    port.on('message', (envelope: DatabaseEnvelope) => {
      if (VERB_PACE[envelope.verb] === 'patient') this.readings.push({ envelope });
      else this.writes.push(envelope);
      this.plan();
    });
  }

  /** Whatever came in one turn of the loop is served in the next: writes in their order, then one step of a reading. */
  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    setImmediate(() => {
      this.isPlanned = false;
      for (const envelope of this.writes.splice(0)) this.answer(envelope);
      this.readOn();
      if (this.readings.length > 0) this.plan();
    });
  }

  /** Takes one step of the question that has waited longest; what is left of it waits behind the others. */
  private readOn(): void {
    const reading = this.readings.shift();
    if (!reading) return;
    const { envelope } = reading;
    const isLast = envelope.verb === 'close';
    if (isLast && this.readings.length > 0) return void this.readings.push(reading);
    const outcome = this.outcome(() => {
      reading.steps ??= stepsOf(this.perform(envelope));
      return reading.steps.next();
    });
    if ('fault' in outcome) this.port.postMessage({ id: envelope.id, ...outcome });
    else if (outcome.value.done) this.port.postMessage({ id: envelope.id, value: outcome.value.value });
    else this.readings.push(reading);
    if (isLast) this.port.unref();
  }

  private performInFile(envelope: DatabaseEnvelope): unknown {
    if (envelope.verb === 'restoreFile') return this.restoreFile();
    this.file.verify();
    return this.perform(envelope);
  }

  /** The next question opens the new file, in a thread of its own. */
  private restoreFile(): boolean {
    const isRestored = this.verbs.restoreFile();
    if (isRestored) this.port.unref();
    return isRestored;
  }

  private perform({ verb, args }: DatabaseEnvelope): unknown {
    // `DatabaseThread.verbs` has checked that the arguments are the verb's.
    const work = this.verbs[verb] as (...args: readonly unknown[]) => unknown;
    return work(...args);
  }

  private answer(envelope: DatabaseEnvelope): void {
    this.port.postMessage({ id: envelope.id, ...this.outcome(() => this.performInFile(envelope)) });
  }

  private outcome<T>(work: () => T): { value: T } | { fault: string; isFileLost: boolean } {
    try {
      return { value: work() };
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      return { fault, isFileLost: error instanceof DataFileLost };
    }
  }
}

function stepsOf(answer: unknown): Iterator<unknown, unknown> {
  const isStepwise =
    typeof answer === 'object' && answer !== null && Symbol.iterator in answer && 'next' in answer;
  if (isStepwise) return answer as Iterator<unknown, unknown>;
  return { next: () => ({ done: true, value: answer }) };
}

if (parentPort) {
  const { file, isKnown } = workerData as DatabaseThreadData;
  const database = openDatabaseFile(file, isKnown);
  new DatabaseDesk(parentPort, database, new DataFile(file));
}
