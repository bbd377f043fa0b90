/** The console as it is deployed: its built files, a process of its own, settings by variables only. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONSOLE } from '../console.mjs';
import { atTheEnd } from './cleanup.mjs';

const PROFILER = fileURLToPath(new URL('./profiler.mjs', import.meta.url));
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const LONGEST_LOG = 4_000;

/** Starts the console on a free port of loopback. Resolves when it listens. */
export async function startConsole({ pairs, intervalSeconds, profileDirectory }) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'envscope-bench-'));
  atTheEnd(() => rmSync(dataDirectory, { recursive: true, force: true }));
  if (profileDirectory) mkdirSync(profileDirectory, { recursive: true });
  const child = spawn(process.execPath, [...(profileDirectory ? ['--import', PROFILER] : []), ...CONSOLE], {
    stdio: ['ignore', 'pipe', 'pipe', ...(profileDirectory ? ['ipc'] : [])],
    env: {
      PATH: process.env.PATH,
      // A deployment without settings files.
      APP_ENV: 'staging',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDirectory,
      ENVIRONMENTS: 'dev,staging,prod',
      ENDPOINTS_DEV: pairs.join(','),
      CHECK_INTERVAL_SECONDS: String(intervalSeconds),
      ...(profileDirectory ? { BENCH_PROFILE_DIRECTORY: resolve(profileDirectory) } : {}),
    },
  });
  const stop = stopper(child);
  atTheEnd(stop);
  const url = await addressOf(child);
  return { pid: child.pid, url, dataDirectory, stop, profiled: profiler(child, profileDirectory) };
}

/** Runs the work; with `--profile` the console writes meanwhile where its main thread spends the time. */
function profiler(child, profileDirectory) {
  if (!profileDirectory) return (_name, work) => work();
  return async (name, work) => {
    const toggle = () => {
      const written = new Promise((resolve) => child.once('message', resolve));
      child.send({ profile: name });
      return written;
    };
    await toggle();
    const done = await work();
    await toggle();
    return done;
  };
}

/** The console tells its address when it listens. */
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

/** Stops as a deployment does, and by force where that takes too long. Resolves when the process is gone. */
function stopper(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(force);
  };
}
