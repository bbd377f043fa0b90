import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseEnv } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** The tests' pace, not the demo's. */
const PACE = { CHECK_INTERVAL_SECONDS: '5', CHECK_TIMEOUT_SECONDS: '2', LOG_LEVEL: 'error' };

/** The committed settings have the sandbox on these ports. */
const COMMITTED_PORTS = /\b41\d\d\b/g;
const COMMITTED_FIRST_PORT = 4100;

const START_WITHIN_MS = 60_000;

export interface StageOptions {
  readonly port: number;
  /** The sandbox listens here and on some ports after. */
  readonly sandboxPort: number;
  /** Whether the sandbox plays its story; without it everything is calm. */
  readonly hasStory?: boolean;
  /** What is set otherwise than in the committed settings. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A console with a sandbox of its own behind it. */
export interface Stage {
  readonly url: string;
  readonly sandboxUrl: string;
  /** Ends both, and forgets what the console kept. */
  stop(): Promise<void>;
}

/**
 * Starts the built console and a sandbox with the settings that are committed for development, moved to other ports. It
 * runs in an empty folder, so that neither a developer's own settings nor history reach it.
 */
export async function startStage({
  port,
  sandboxPort,
  hasStory = false,
  variables = {},
}: StageOptions): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'envscope-e2e-'));
  const settings: NodeJS.Dict<string> = { ...committedSettings(sandboxPort), ...PACE, ...variables };
  const url = `http://127.0.0.1:${port}`;
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(end));
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const sandbox = run('apps/sandbox/src/main.ts', directory, {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_ENVIRONMENTS: settings['ENVIRONMENTS'],
      SANDBOX_STORY: hasStory ? 'on' : 'off',
      SANDBOX_PARENT: '1',
    });
    children.push(sandbox);
    await started(sandbox, 'sandbox', `http://127.0.0.1:${sandboxPort}/__control/faults`);
    const console = run('dist/api/apps/api/src/main.js', directory, {
      ...settings,
      PORT: String(port),
      DATA_DIR: directory,
    });
    children.push(console);
    await started(console, 'console', `${url}/api/health/live`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, sandboxUrl: `http://127.0.0.1:${sandboxPort}`, stop };
}

function committedSettings(sandboxPort: number): NodeJS.Dict<string> {
  const text = readFileSync(join(ROOT, '.env.dev'), 'utf8');
  return parseEnv(
    text.replace(COMMITTED_PORTS, (port) => String(Number(port) - COMMITTED_FIRST_PORT + sandboxPort)),
  );
}

function run(script: string, cwd: string, variables: NodeJS.Dict<string>): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, [join(ROOT, script)], {
    cwd,
    env: { PATH, HOME, ...variables },
    // The sandbox ends when its input does, so that none is left behind by a test run that was killed.
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

async function started(child: ChildProcess, name: string, url: string): Promise<void> {
  const deadline = AbortSignal.timeout(START_WITHIN_MS);
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The ${name} ended at its start; is ${url} taken?`);
    if (deadline.aborted) throw new Error(`The ${name} does not answer at ${url}`);
    await pause(100);
  }
  // Whoever answers may be another process that has the port.
  if (child.exitCode !== null) throw new Error(`Something else answers at ${url}`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, pause(5_000).then(() => child.kill('SIGKILL'))]);
}
