/** The built console as a process, as it is deployed: settings come by variables only. */
import { spawn } from 'node:child_process';

/**
 * How Node runs the console. Small young generations: it is idle most of the time, and V8 would otherwise keep tens of
 * megabytes for bursts (measured with 1,000 endpoints: 236 MB without, 189 with it).
 */
export const CONSOLE = ['--max-semi-space-size=1', 'dist/api/apps/api/src/main.js'];

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const LONGEST_LOG = 4_000;

/**
 * Starts the built console on a free port of loopback, with these variables and no others. `url` resolves when it listens;
 * `stop` and `kill` (with SIGKILL) resolve when the process is gone; between `suspend` and `resume` it stands still. It does not outlive this process, unless that is killed.
 * @param {Readonly<Record<string, string>>} variables
 * @param {{ execArgv?: string[], hasChannel?: boolean }} [options] `hasChannel`: it may be sent messages
 * @returns {{ child: import('node:child_process').ChildProcess, url: Promise<string>, stop: () => Promise<void>, kill: () => Promise<void>, suspend: () => void, resume: () => void }}
 */
export function launchConsole(variables, { execArgv = [], hasChannel = false } = {}) {
  const child = spawn(process.execPath, [...execArgv, ...CONSOLE], {
    stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? ['ipc'] : [])],
    // Staging is a deployment without settings files.
    env: { PATH: process.env.PATH, APP_ENV: 'staging', HOST: '127.0.0.1', PORT: '0', ...variables },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const abandon = () => child.kill('SIGKILL');
  process.once('exit', abandon);
  child.once('exit', () => process.off('exit', abandon));
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(force);
  };
  return {
    child,
    url: addressOf(child),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    suspend: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

/**
 * The console tells its address when it listens.
 * @returns {Promise<string>}
 */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    const hear = (chunk) => {
      log = (log + chunk).slice(-LONGEST_LOG);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(log) ?? [];
      if (address) resolve(address);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The console ended with ${code}:\n${log}`)));
    setTimeout(() => reject(new Error(`The console did not start:\n${log}`)), START_LIMIT_MS).unref();
  });
}
