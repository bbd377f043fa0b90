/**
 * `npm start`: builds what changed, starts the sandbox where settings point to it, then the console. With a signal both
 * stop; when one of them dies, so does the other.
 */
import { spawn } from 'node:child_process';
import { appEnvOf, merged, readEnvFiles } from '../libs/settings/files/env-file.ts';
import { buildIfChanged } from './build.mjs';
import { CONSOLE } from './console.mjs';

const appEnv = appEnvOf(process.env);
const isSandboxAllowed = !process.argv.includes('--no-sandbox');

const children = new Set();
let exitCode = 0;

/** Starts a child in our place in the terminal; its end is ours. */
function start(args, options) {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  children.add(child);
  child.once('exit', (code) => {
    children.delete(child);
    exitCode ||= code ?? 0;
    stop();
  });
  return child;
}

function stop() {
  for (const child of children) child.kill('SIGTERM');
}

/** Variables as the console will read them: the file, the local file, the process. */
function variables() {
  return merged(...readEnvFiles('.', appEnv).map(({ values }) => values), process.env);
}

function startSandbox(port) {
  const environments = variables().ENVIRONMENTS || 'dev,staging,prod';
  const sandbox = start(['apps/sandbox/src/main.ts'], {
    env: { ...process.env, SANDBOX_PORT: port, SANDBOX_ENVIRONMENTS: environments, SANDBOX_PARENT: '1' },
  });
  return new Promise((resolve, reject) => {
    sandbox.stdout.once('data', resolve);
    sandbox.once('exit', () => reject(new Error(`The sandbox could not start. Is port ${port} taken?`)));
  });
}

// npm passes signals on to a shell that does not: its end has to do.
const parent = process.ppid;
setInterval(() => process.ppid === parent || stop(), 500).unref();
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('exit', () => (process.exitCode = exitCode));

try {
  buildIfChanged();
  const { SANDBOX_PORT } = variables();
  if (SANDBOX_PORT && isSandboxAllowed) await startSandbox(SANDBOX_PORT);
  start(CONSOLE, { stdio: 'inherit', env: { ...process.env, APP_ENV: appEnv } });
} catch (error) {
  console.error(error.message);
  exitCode = 1;
  stop();
}
