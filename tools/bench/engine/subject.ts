/** One console beside a world of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchConsole } from '../../stage/console-process.ts';
import { atTheEnd } from '../cleanup.ts';
import { startPart, type Part } from '../parts/part.ts';
import type { World, WorldPlan } from '../parts/world.ts';
import type { Build } from './build.ts';

const LOOP_DELAY = fileURLToPath(new URL('./loop-delay.mjs', import.meta.url));

export interface LoopDelay {
  readonly p99: number;
  readonly highest: number;
}

export interface Subject {
  readonly pid: number;
  readonly url: string;
  /** Where it was started: its settings files, and `data`. */
  readonly folder: string;
  readonly world: Part;
  /** Everything that it has printed. */
  readonly output: () => string;
  /** Of its main thread, since it was asked last. */
  loopDelay(): Promise<LoopDelay>;
  stop(): Promise<void>;
}

export interface SubjectPlan {
  /** Undefined: it watches nothing. */
  readonly world: WorldPlan | undefined;
  readonly intervalSeconds: number;
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether it notifies the world's Discord. */
  readonly notifies?: boolean;
  /** Whether others need the processors as well. */
  readonly isOneOfMany?: boolean;
}

/** Starts both, each pinned to a processor where there are two and nobody else. Resolves when the console listens. */
export async function startSubject(build: Build, plan: SubjectPlan): Promise<Subject> {
  const world = startPart('world.ts');
  const {
    pairs,
    webhook,
    pid: worldPid,
  } = (await world('start', plan.world ?? { endpoints: 0, addresses: 0, answerMs: 0 })) as World;
  const folder = mkdtempSync(join(tmpdir(), 'envscope-bench-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  // Ten thousand endpoints are more than one variable of a process may hold.
  writeFileSync(join(folder, '.env.prod'), pairs.length > 0 ? `ENDPOINTS_DEV="${pairs.join(',')}"\n` : '');
  const launched = launchConsole(
    {
      APP_ENV: 'prod',
      DATA_DIR: join(folder, 'data'),
      ENVIRONMENTS: 'dev,staging,prod',
      CHECK_INTERVAL_SECONDS: String(plan.intervalSeconds),
      ...(plan.notifies ? { DISCORD_WEBHOOK_URL_DEV: webhook } : {}),
      ...plan.variables,
    },
    { execArgv: ['--import', LOOP_DELAY], hasChannel: true, cwd: folder, command: build.command },
  );
  const { child } = launched;
  const stop = async (): Promise<void> => {
    await launched.stop();
    await world('end').catch(() => undefined);
  };
  atTheEnd(() => launched.stop());
  const url = await launched.url;
  const pid = child.pid ?? NaN;
  if (availableParallelism() > 1 && !plan.isOneOfMany) pin([pid, worldPid]);
  const loopDelay = (): Promise<LoopDelay> =>
    new Promise((resolve) => {
      child.once('message', (delay) => resolve(delay as LoopDelay));
      child.send('how late?');
    });
  return { pid, url, folder, world, output: launched.output, loopDelay, stop };
}

/** Each process with all its threads to a processor of its own; without `taskset` they share them. */
function pin(pids: readonly number[]): void {
  pids.forEach((pid, processor) => spawnSync('taskset', ['-acp', String(processor), String(pid)]));
}

/** How late checks start by the console's own account, p99 of the newest, milliseconds; NaN for builds that keep none. */
export async function latenessOf({ url }: Subject): Promise<number> {
  const answer = await fetch(`${url}/api/health/live`);
  const { details } = (await answer.json()) as { details?: { checks?: { lateness?: { p99Ms: number } } } };
  return details?.checks?.lateness?.p99Ms ?? NaN;
}

/** Asks the API. */
export async function read<T>(subject: Subject, path: string): Promise<T> {
  const answer = await fetch(`${subject.url}/api/internal${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}
