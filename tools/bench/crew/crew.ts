/** Two workers of which one is killed again and again. */
import { setTimeout as pause } from 'node:timers/promises';
import { launchWorker, type WorkerProcess } from '../../stage/console-process.ts';
import { seeded } from '../../storm/seeded.ts';
import { atTheEnd } from '../cleanup.ts';
import { cpuMs, residentMb } from '../measures/process-figures.ts';

export interface CrewPlan {
  readonly variables: Readonly<Record<string, string>>;
  /** Where the settings files are. */
  readonly folder: string;
  readonly killEveryMs: number;
  readonly seed: number;
}

export interface Crew {
  readonly kills: number;
  /** CPU time of all workers that there are and were. */
  cpuMs(): number;
  /** Of the one that has most now. */
  residentMb(): number;
  /** Begins to kill. Resolves when `stop` was called and both are there. */
  killAgainAndAgain(): Promise<void>;
  stop(): void;
  /** Ends the workers. */
  leave(): Promise<unknown>;
}

const SIZE = 2;

/** Starts them, and resolves when both check. */
export async function startCrew({ variables, folder, killEveryMs, seed }: CrewPlan): Promise<Crew> {
  const random = seeded(seed);
  const workers: WorkerProcess[] = [];
  let spentMs = 0;
  let kills = 0;
  const ending = new AbortController();
  const launch = async (index: number): Promise<void> => {
    const worker = launchWorker({ ...variables, WORKER_NAME: `w${index}` }, { cwd: folder });
    workers[index] = worker;
    await worker.checks;
  };
  const leave = (): Promise<unknown> => Promise.all(workers.map((worker) => worker.stop()));
  atTheEnd(leave);
  await Promise.all(Array.from({ length: SIZE }, (_, index) => launch(index)));

  const pids = (): number[] => workers.flatMap(({ child }) => child.pid ?? []);
  return {
    get kills() {
      return kills;
    },
    cpuMs: () => spentMs + pids().reduce((sum, pid) => sum + (figure(() => cpuMs(pid)) ?? 0), 0),
    residentMb: () => Math.max(0, ...pids().map((pid) => figure(() => residentMb(pid)) ?? 0)),
    async killAgainAndAgain() {
      const until = async (atMs: number): Promise<void> => {
        const waiting = pause(Math.max(0, atMs - performance.now()), undefined, { signal: ending.signal });
        await waiting.catch(() => undefined);
      };
      for (let nextMs = performance.now() + killEveryMs; ; nextMs += killEveryMs) {
        await until(nextMs);
        if (ending.signal.aborted) return;
        const index = Math.floor(random() * SIZE);
        const worker = workers[index];
        if (!worker) continue;
        spentMs += figure(() => cpuMs(worker.child.pid ?? NaN)) ?? 0;
        kills += 1;
        await worker.kill();
        await launch(index);
      }
    },
    stop: () => ending.abort(),
    leave,
  };
}

/** Nothing of a process that is gone. */
function figure(read: () => number): number | undefined {
  try {
    const value = read();
    return Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
