/** The built console as a process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * How Node runs the console. Small young generations: it is idle most of the time, and V8 would otherwise keep tens of
 * megabytes for bursts (measured with 1,000 endpoints: 236 MB without, 189 with it).
 */
const CONSOLE = ['--max-semi-space-size=1', resolve(import.meta.dirname, '../../dist/server/main.js')];

/** How Node runs a worker. */
export const WORKER = [
  '--max-semi-space-size=1',
  resolve(import.meta.dirname, '../../dist/server/worker.js'),
];

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const LONGEST_LOG = 4_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** A built console that somebody started. It does not outlive this process, unless that is killed. */
export interface ConsoleProcess {
  readonly child: ChildProcess;
  /** Everything that it has printed. */
  output(): string;
  /** Resolves when it listens. */
  readonly url: Promise<string>;
  /** Resolve when the process is gone. */
  stop(): Promise<void>;
  /** By SIGKILL. */
  kill(): Promise<void>;
  /** Between them it stands still, as on a machine that is suspended. */
  suspend(): void;
  resume(): void;
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
export function launchConsole(
  variables: Variables,
  { execArgv = [], hasChannel = false, cwd, command = CONSOLE }: ConsoleOptions = {},
): ConsoleProcess {
  const child = spawn(process.execPath, [...execArgv, ...command], {
    stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? (['ipc'] as const) : [])],
    cwd,
    // Staging is a deployment without settings files.
    env: {
      PATH: process.env['PATH'],
      APP_ENV: 'staging',
      HOST: '127.0.0.1',
      PORT: '0',
      ALLOW_UNAUTHENTICATED: 'true',
      ...variables,
    },
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
    url: addressOf(child, output),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    suspend: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

/** The console prints its address when it listens. */
function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((found, reject) => {
    const last = (): string => output().slice(-LONGEST_LOG);
    const readOutput = (): void => {
      // Warnings before it may name other addresses.
      const [, address] = /The console is at (http:\/\/127\.0\.0\.1:\d+)/.exec(last()) ?? [];
      if (address) found(address);
    };
    child.stdout?.on('data', readOutput);
    child.stderr?.on('data', readOutput);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The console ended with ${code}:\n${last()}`)));
    setTimeout(() => reject(new Error(`The console did not start:\n${last()}`)), START_LIMIT_MS).unref();
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
