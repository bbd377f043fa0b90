/** The built console as a process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * How Node runs the console. Small young generations: it is idle most of the time, and V8 would otherwise keep tens of
 * megabytes for bursts (measured with 1,000 endpoints: 236 MB without, 189 with it).
 */
const CONSOLE = ['--max-semi-space-size=1', resolve(import.meta.dirname, '../../dist/server/main.js')];

/** How Node runs a worker. */
const WORKER = ['--max-semi-space-size=1', resolve(import.meta.dirname, '../../dist/server/worker.js')];

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const LONGEST_LOG = 4_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** A built process that somebody started. It does not outlive this process, unless that is killed. */
interface BuiltProcess {
  readonly child: ChildProcess;
  /** Everything that it has printed. */
  readonly output: () => string;
  /** Resolve when the process is gone. */
  stop(): Promise<void>;
  /** By SIGKILL. */
  kill(): Promise<void>;
  /** Between them it stands still, as on a machine that is suspended. */
  suspend(): void;
  resume(): void;
}

export interface ConsoleProcess extends BuiltProcess {
  /** Resolves when it listens. */
  readonly url: Promise<string>;
}

export interface WorkerProcess extends BuiltProcess {
  /** Resolves when it takes jobs. */
  readonly checks: Promise<unknown>;
}

export interface ConsoleOptions {
  /** Options of Node. */
  readonly execArgv?: readonly string[];
  /** It may be sent messages. */
  readonly hasChannel?: boolean;
  /** Where it looks for settings files. */
  readonly cwd?: string;
  /** Options of Node and the file of another build. */
  readonly command?: readonly string[];
}

/** Starts the console in our place in the terminal, with these variables; it sends a message once it listens, and its end is the caller's business. */
export function runConsole(variables: Variables): ChildProcess {
  return spawn(process.execPath, [...CONSOLE, '--announce'], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: variables,
  });
}

/** Starts a worker in our place in the terminal; its end is the caller's business. */
export function runWorker(variables: Variables): ChildProcess {
  return spawn(process.execPath, WORKER, { stdio: 'inherit', env: variables });
}

/** Starts the console as it is deployed, with these variables and no others, on a free port of loopback unless they name one. */
export function launchConsole(variables: Variables, options: ConsoleOptions = {}): ConsoleProcess {
  const own = { HOST: '127.0.0.1', PORT: '0', ALLOW_UNAUTHENTICATED: 'true', ...variables };
  const launched = launch(own, { command: CONSOLE, ...options });
  // Warnings before it may name other addresses.
  return { ...launched, url: said(launched, /The console is at (http:\/\/127\.0\.0\.1:\d+)/) };
}

/** Starts a worker as it is deployed, with these variables and no others. */
export function launchWorker(variables: Variables, options: Pick<ConsoleOptions, 'cwd'> = {}): WorkerProcess {
  const launched = launch(variables, { command: WORKER, ...options });
  return { ...launched, checks: said(launched, /( checks for )/) };
}

function launch(
  variables: Variables,
  { execArgv = [], hasChannel = false, cwd, command = [] }: ConsoleOptions,
): BuiltProcess {
  const child = spawn(process.execPath, [...execArgv, ...command], {
    stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? (['ipc'] as const) : [])],
    cwd,
    // Staging is a deployment without settings files.
    env: { PATH: process.env['PATH'], APP_ENV: 'staging', ...variables },
  });
  const output = outputOf(child);
  const ended = new Promise((gone) => child.once('exit', gone));
  const abandon = () => child.kill('SIGKILL');
  process.once('exit', abandon);
  child.once('exit', () => process.off('exit', abandon));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(force);
  };
  return {
    child,
    output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    suspend: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

/** What it prints once it is ready. */
function said({ child, output }: BuiltProcess, line: RegExp): Promise<string> {
  return new Promise((found, reject) => {
    const last = (): string => output().slice(-LONGEST_LOG);
    const readOutput = (): void => {
      const [, words] = line.exec(last()) ?? [];
      if (words) found(words);
    };
    child.stdout?.on('data', readOutput);
    child.stderr?.on('data', readOutput);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The process ended with ${code}:\n${last()}`)));
    setTimeout(() => reject(new Error(`The process did not start:\n${last()}`)), START_LIMIT_MS).unref();
  });
}

/** Collects what a process prints. */
function outputOf(child: ChildProcess): () => string {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  return () => chunks.join('');
}
