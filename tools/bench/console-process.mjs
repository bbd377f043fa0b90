/** The console of the benchmark: an empty store, a thousand endpoints, and a profiler where one is asked for. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchConsole } from '../console.mjs';
import { atTheEnd } from './cleanup.mjs';

const PROFILER = fileURLToPath(new URL('./profiler.mjs', import.meta.url));

/** Starts the console on a free port of loopback. Resolves when it listens. */
export async function startConsole({ pairs, intervalSeconds, profileDirectory }) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'envscope-bench-'));
  atTheEnd(() => rmSync(dataDirectory, { recursive: true, force: true }));
  if (profileDirectory) mkdirSync(profileDirectory, { recursive: true });
  const variables = {
    DATA_DIR: dataDirectory,
    ENVIRONMENTS: 'dev,staging,prod',
    ENDPOINTS_DEV: pairs.join(','),
    CHECK_INTERVAL_SECONDS: String(intervalSeconds),
    ...(profileDirectory ? { BENCH_PROFILE_DIRECTORY: resolve(profileDirectory) } : {}),
  };
  const execArgv = profileDirectory ? ['--import', PROFILER] : [];
  const { child, url, stop } = launchConsole(variables, { execArgv, hasChannel: Boolean(profileDirectory) });
  atTheEnd(stop);
  return { pid: child.pid, url: await url, dataDirectory, stop, profiled: profiler(child, profileDirectory) };
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
