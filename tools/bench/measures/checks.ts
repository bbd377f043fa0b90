/** What checking costs the console: CPU time, memory, disk. */
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMs, folderBytes, mainThreadCpuMs, residentMb } from './process-figures.ts';
import type { BenchConsole } from '../bench-console.ts';
import type { Part } from '../parts/part.ts';
import type { Plan } from '../plan.ts';
import { row, YARDSTICKS, type Row } from '../report.ts';
import type { Run } from '../run.ts';
import { median, spread } from '../statistics.ts';

const OPEN_PAGES = 10;
const SAMPLE_EVERY_MS = 1_000;

const two = (value: number): string => value.toFixed(2);
const whole = (value: number): string => String(Math.round(value));

/** Resolves at the end of a round of checks. */
export async function roundEnd(targets: Part, plan: Pick<Plan, 'intervalSeconds'>): Promise<void> {
  await targets('nextRound', 3 * plan.intervalSeconds * 1_000 + 15_000);
}

/** Rounds of checks and nothing else, for endpoints that keep connections and for those that close each. */
export async function measureChecks({ subject, targets, plan, say }: Omit<Run, 'load'>): Promise<Row[]> {
  await roundEnd(targets, plan);
  const atStart = residentMb(subject.pid);
  for (let round = 1; round < plan.warmUpRounds; round += 1) await roundEnd(targets, plan);

  say(`${plan.steadyRounds} rounds of checks, one every ${plan.intervalSeconds} s`);
  const memory = sampleMemory(subject.pid);
  const kept = await costPerCheck(subject.pid, targets, plan, plan.steadyRounds);
  const samples = memory.stop();

  say(`${plan.closingRounds} rounds against endpoints that close each connection`);
  await targets('keepConnections', false);
  // In the first of them most connections are still those that were kept.
  await roundEnd(targets, plan);
  const closed = await costPerCheck(subject.pid, targets, plan, plan.closingRounds);
  await targets('keepConnections', true);

  return [
    costRow('CPU per check, ms', kept),
    costRow('… a new connection for each', closed),
    memoryRow(atStart, samples),
  ];
}

/** Memory while pages are open: ten that read anew after every round, and a poller of the dashboard. */
export async function measureOpenPages({ subject, load, plan, say }: Run): Promise<Row> {
  say(`${OPEN_PAGES} open pages for ${plan.openPagesMs / 1_000} s`);
  const memory = sampleMemory(subject.pid);
  await load('openPages', { origin: subject.url, count: OPEN_PAGES });
  await pause(plan.openPagesMs);
  const { readings, failures } = (await load('closePages')) as {
    readings: number;
    failures: number;
  };
  if (failures > 0 || readings === 0)
    throw new Error(`${readings} readings of pages succeeded, ${failures} failed`);
  return row(`… with ${OPEN_PAGES} open pages`, {
    ...highest(memory.stop()),
    yardstick: YARDSTICKS.memoryWithPages,
    note: `the highest; ${OPEN_PAGES} streams, each read 1,000 rows anew after every round, and the dashboard once a second`,
  });
}

/** Disk after the console has closed its store. */
export function measureDisk(subject: BenchConsole, checks: number): Row {
  const bytes = folderBytes(subject.dataDirectory);
  return row('bytes of disk per check, this run', {
    value: bytes / checks,
    shown: whole(bytes / checks),
    note: `${whole(bytes / 1_000)} kB after ${checks} checks, what is fixed included; a day of them is measured with the store`,
  });
}

function costRow(what: string, { costs, mainThreadShares }: Costs): Row {
  const note = `of which the main thread takes ${whole(median(mainThreadShares) * 100)} %`;
  return row(what, { value: median(costs), shown: spread(costs, two), yardstick: YARDSTICKS.cpu, note });
}

function memoryRow(atStart: number, samples: readonly number[]): Row {
  const third = Math.ceil(samples.length / 3);
  const [early, late] = [median(samples.slice(0, third)), median(samples.slice(-third))];
  const minutes = ((samples.length * SAMPLE_EVERY_MS) / 60_000).toFixed(1);
  return row('resident memory, MB', {
    ...highest(samples),
    yardstick: YARDSTICKS.memory,
    note: `the highest of ${minutes} minutes; ${whole(atStart)} after the first round, then ${whole(early)} in the first third and ${whole(late)} in the last`,
  });
}

function highest(samples: readonly number[]): { value: number; shown: string } {
  const value = Math.max(...samples);
  return { value, shown: whole(value) };
}

interface Costs {
  /** Milliseconds of CPU for one check. */
  readonly costs: readonly number[];
  readonly mainThreadShares: readonly number[];
}

/** What the process takes from one round's end to the next, divided by the checks that the endpoints saw. */
async function costPerCheck(pid: number, targets: Part, plan: Plan, rounds: number): Promise<Costs> {
  const take = async () => ({
    checks: (await targets('count')) as number,
    cpu: cpuMs(pid),
    main: mainThreadCpuMs(pid),
  });
  const costs: number[] = [];
  const mainThreadShares: number[] = [];
  let before = await take();
  for (let round = 0; round < rounds; round += 1) {
    await roundEnd(targets, plan);
    const after = await take();
    costs.push((after.cpu - before.cpu) / (after.checks - before.checks));
    mainThreadShares.push((after.main - before.main) / (after.cpu - before.cpu));
    before = after;
  }
  return { costs, mainThreadShares };
}

function sampleMemory(pid: number): { stop(): readonly number[] } {
  const samples = [residentMb(pid)];
  const timer = setInterval(() => samples.push(residentMb(pid)), SAMPLE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}
