import { Worker } from 'node:worker_threads';
import { DataFileLost, StoreFault } from '../../observation-store.js';
// Types alone, yet they also make the compiler emit the file that `new Worker` names below.
import type { DatabaseAnswer, DatabaseEnvelope, DatabaseThreadData } from './database.worker.js';
import type { DatabaseVerbs } from './database-verbs.js';
import { VERB_PACE } from './verb-pace.js';

type Waiting = Map<number, { resolve: (value: unknown) => void; reject: (fault: StoreFault) => void }>;

interface Life {
  readonly worker: Worker;
  readonly waiting: Waiting;
}

/** What a verb gives in the end, step by step or at once. */
type AnswerOf<V extends keyof DatabaseVerbs> =
  ReturnType<DatabaseVerbs[V]> extends Generator<unknown, infer T> ? T : ReturnType<DatabaseVerbs[V]>;

/** Where the thread's file lies. From source (specs) it is bundled beforehand: `tools/specs/build-store-thread.ts` says why. */
const FILE = import.meta.url.endsWith('.ts')
  ? '../../../../dist/from-source/database.worker.js'
  : './database.worker.js';

/** Starts a thread that serves the database in the file, which it makes unless it is known. */
export function startDatabaseThread(file: string, isKnown: boolean): Worker {
  const workerData: DatabaseThreadData = { file, isKnown };
  return new Worker(new URL(FILE, import.meta.url), { workerData });
}

/** What the thread can be asked, from another thread: an answer takes its time. */
export type RemoteVerbs = {
  readonly [V in keyof DatabaseVerbs]: (...args: Parameters<DatabaseVerbs[V]>) => Promise<AnswerOf<V>>;
};

/**
 * Asks a thread and waits for its answers. Where the thread dies, what was asked of it rejects with `StoreFault`, and the
 * next question starts another.
 */
export class DatabaseThread {
  /** Each asks the thread, and rejects with `StoreFault`. */
  readonly verbs: RemoteVerbs;
  private readonly start: (isAgain: boolean) => Worker;
  private hasAnswered = false;
  private life: Life | undefined;
  private lastId = 0;
  private closing: Promise<void> | undefined;

  /** `start` learns whether a thread that it started before has answered. */
  constructor(start: (isAgain: boolean) => Worker) {
    this.start = start;
    const names = Object.keys(VERB_PACE) as (keyof DatabaseVerbs)[];
    const verbs = names.map((verb) => [verb, (...args: unknown[]) => this.ask(verb, args)]);
    // The one place where a name stands for a type: `RemoteVerbs` says what each verb takes and gives.
    this.verbs = Object.fromEntries(verbs) as RemoteVerbs;
  }

  /** Serves what was asked before, then lets go of the file. Later questions are refused. */
  close(): Promise<void> {
    this.closing ??= this.life ? this.end(this.life) : Promise.resolve();
    return this.closing;
  }

  private async ask(verb: keyof DatabaseVerbs, args: readonly unknown[]): Promise<unknown> {
    if (this.closing) throw new StoreFault('The store is closed');
    const life = (this.life ??= this.begin());
    const answer = await this.send(life, verb, args);
    this.hasAnswered = true;
    // Its file is closed: a new thread opens the new one.
    if (verb === 'restoreFile' && answer === true && this.life === life) this.life = undefined;
    return answer;
  }

  private async end(life: Life): Promise<void> {
    const ended = new Promise<void>((resolve) => life.worker.once('exit', () => resolve()));
    await this.send(life, 'close', []);
    await ended;
  }

  private send(
    { worker, waiting }: Life,
    verb: DatabaseEnvelope['verb'],
    args: DatabaseEnvelope['args'],
  ): Promise<unknown> {
    this.lastId += 1;
    const envelope: DatabaseEnvelope = { id: this.lastId, verb, args };
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    try {
      worker.postMessage(envelope);
      waiting.set(envelope.id, { resolve, reject });
    } catch (cause) {
      reject(new StoreFault('What was given holds what cannot be stored', { cause }));
    }
    return promise;
  }

  private begin(): Life {
    const life: Life = { worker: this.start(this.hasAnswered), waiting: new Map() };
    life.worker.on('message', (answer: DatabaseAnswer) => settle(life.waiting, answer));
    life.worker.on('error', (error) => this.bury(life, String((error as Error).message)));
    life.worker.on('exit', () => this.bury(life, 'The thread of the database ended'));
    return life;
  }

  private bury(life: Life, message: string): void {
    if (this.life === life) this.life = undefined;
    for (const { reject } of life.waiting.values()) reject(new StoreFault(message));
    life.waiting.clear();
  }
}

function settle(waiting: Waiting, answer: DatabaseAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('fault' in answer)
    asked?.reject(answer.isFileLost ? new DataFileLost(answer.fault) : new StoreFault(answer.fault));
  else asked?.resolve(answer.value);
}
