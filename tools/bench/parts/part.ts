/** Parts of the benchmark that run in processes of their own, so that their work is not counted as the console's. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atTheEnd } from '../cleanup.ts';

/** Asks a part something; resolves with what it answers. */
export type Part = (verb: string, argument?: unknown) => Promise<unknown>;

interface PartOptions {
  /** Options of Node. */
  readonly execArgv?: string[];
  readonly variables?: Readonly<Record<string, string>>;
}

interface Question {
  readonly id: number;
  readonly verb: string;
  readonly argument?: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** Starts a module of this folder that calls `servePart`, and answers a function that asks it. */
export function startPart(file: string, { execArgv = [], variables = {} }: PartOptions = {}): Part {
  const env = { ...process.env, ...variables };
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv, env });
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let lastId = 0;
  child.on('message', (message) => {
    const { id, value, fault } = message as Answer;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) asked?.resolve(value);
    else asked?.reject(new Error(`${file}: ${fault}`));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', () => waiting.forEach(({ reject }) => reject(new Error(`${file} ended early`))));
  atTheEnd(() => {
    if (child.connected) child.disconnect();
    return ended;
  });
  return (verb, argument) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ id: lastId, verb, argument } satisfies Question, (error) => error && reject(error));
    });
}

/** Answers what the benchmark asks, and leaves with it. */
export function servePart(verbs: Readonly<Record<string, (argument: never) => unknown>>): void {
  const answerTo = async ({ id, verb, argument }: Question): Promise<Answer> => {
    try {
      return { id, value: await verbs[verb]?.(argument as never) };
    } catch (error) {
      return { id, fault: (error as Error).message };
    }
  };
  process.on('message', (question: Question) => {
    void answerTo(question).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches every process of the terminal; the benchmark cleans up first.
  process.on('SIGINT', () => undefined);
}
