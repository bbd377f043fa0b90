/** The console of the benchmark: an empty store, a thousand endpoints, and a profiler where one is asked for. */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchConsole } from '../stage/console-process.ts';
import { atTheEnd } from './cleanup.ts';

const PROFILER = fileURLToPath(new URL('./profiler.ts', import.meta.url));

/** Runs the work; with `--profile` the console writes meanwhile where its main thread spends the time. */
type Profiled = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export interface BenchConsole {
  readonly pid: number;
  readonly url: string;
  readonly dataDirectory: string;
  readonly profiled: Profiled;
  stop(): Promise<void>;
}

interface BenchConsoleOptions {
  /** `name=url` of each endpoint. */
  readonly pairs: readonly string[];
  readonly intervalSeconds: number;
  readonly profileDirectory: string | undefined;
}

/** Starts the console on a free port of loopback. Resolves when it listens. */
export async function startConsole({
  pairs,
  intervalSeconds,
  profileDirectory,
}: BenchConsoleOptions): Promise<BenchConsole> {
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
  const launched = launchConsole(variables, { execArgv, hasChannel: Boolean(profileDirectory) });
  const stop = (): Promise<void> => launched.stop();
  atTheEnd(stop);
  const url = await launched.url;
  const profiled = profiler(launched.child, profileDirectory);
  return { pid: launched.child.pid ?? NaN, url, dataDirectory, stop, profiled };
}

function profiler(child: ChildProcess, profileDirectory: string | undefined): Profiled {
  if (!profileDirectory) return (_name, work) => work();
  return async (name, work) => {
    const toggle = (): Promise<unknown> => {
      const written = new Promise((done) => child.once('message', done));
      child.send({ profile: name });
      return written;
    };
    await toggle();
    const done = await work();
    await toggle();
    return done;
  };
}
