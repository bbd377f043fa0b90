/** What checks cost, and whether the response times that are shown are true. */
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMs, residentMb, waitedMs } from '../measures/process-figures.ts';
import { startPart } from '../parts/part.ts';
import type { Gaps } from '../parts/world.ts';
import { median, percentile } from '../statistics.ts';
import type { Build } from './build.ts';
import type { Measure, Measured } from './measured.ts';
import { latenessOf, read, startSubject } from './subject.ts';

const INTERVAL_SECONDS = 20;
const INTERVAL_MS = INTERVAL_SECONDS * 1_000;
const EACH_ITS_ADDRESS = { endpoints: 1_000, addresses: 1_000, answerMs: 5 };
const OPEN_PAGES = 10;
const IDLE_MS = 8_000;
const MANY = { endpoints: 10_000, addresses: 1_000, answerMs: 5 };
const MINUTE_MS = 60_000;

/** The response times that the console shows for answers of 1 ms, beside what the endpoints took. */
export const measureLatency: Measure = async (build, { rounds }, say) => {
  say(`${build.name}: response times of 1,000 endpoints`);
  const world = { ...EACH_ITS_ADDRESS, answerMs: 1 };
  const subject = await startSubject(build, { world, intervalSeconds: INTERVAL_SECONDS });
  await subject.world('round', 3 * INTERVAL_MS);
  const errors: number[] = [];
  let truth: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await pause(INTERVAL_MS);
    const took = new Map((await subject.world('took')) as [string, number | null][]);
    const { snapshot } = await read<Detail>(subject, '/environments/dev/services/endpoints');
    truth = [...took.values()].map((ms) => ms ?? NaN);
    for (const { name, latencyMs } of snapshot?.endpoints ?? []) {
      errors.push((latencyMs ?? NaN) - (took.get(name) ?? NaN));
    }
  }
  await subject.stop();
  const note = `the endpoints took ${percentile(truth, 0.5).toFixed(1)} ms, p99 ${percentile(truth, 0.99).toFixed(1)}`;
  return [
    {
      what: 'response time shown over the true one, median ms',
      value: percentile(errors, 0.5),
      goal: 2,
      note,
    },
    { what: '… p99', value: percentile(errors, 0.99), goal: 5 },
  ];
};

interface Detail {
  readonly snapshot: { readonly endpoints: readonly { name: string; latencyMs: number | null }[] } | null;
}

/** CPU time of a check, with an address for each endpoint and with one for all. */
export const measureCpu: Measure = async (build, { rounds }, say) => {
  const rows: Measured[] = [];
  for (const [what, addresses] of [
    ['CPU per check, an address each, ms', 1_000],
    ['… all on one address', 1],
  ] as const) {
    say(`${build.name}: CPU per check, ${addresses} addresses, ${rounds} intervals`);
    const world = { ...EACH_ITS_ADDRESS, addresses };
    const subject = await startSubject(build, { world, intervalSeconds: INTERVAL_SECONDS });
    await subject.world('round', 3 * INTERVAL_MS);
    await pause(INTERVAL_MS);
    const take = async () => ({ cpu: cpuMs(subject.pid), checks: (await subject.world('count')) as number });
    const before = await take();
    await pause(rounds * INTERVAL_MS);
    const after = await take();
    await subject.stop();
    const checks = after.checks - before.checks;
    const value = (after.cpu - before.cpu) / checks;
    rows.push({ what, value, goalRatio: 0.6, note: `${checks} checks` });
  }
  return rows;
};

/** Memory without endpoints, with 1,000, and with open pages of them. */
export const measureMemory: Measure = async (build, { rounds, openPagesMs }, say) => {
  say(`${build.name}: memory`);
  const idle = await startSubject(build, { world: undefined, intervalSeconds: INTERVAL_SECONDS });
  await pause(IDLE_MS);
  const idleMb = residentMb(idle.pid);
  await idle.stop();
  const load = startPart('load.ts');
  const subject = await startSubject(build, { world: EACH_ITS_ADDRESS, intervalSeconds: INTERVAL_SECONDS });
  const highest = async (ms: number): Promise<number> => {
    let most = 0;
    for (const until = performance.now() + ms; performance.now() < until; await pause(500)) {
      most = Math.max(most, residentMb(subject.pid));
    }
    return most;
  };
  const watching = await highest((rounds + 1) * INTERVAL_MS);
  await load('openPages', { origin: subject.url, count: OPEN_PAGES });
  const withPages = await highest(Math.max(openPagesMs, INTERVAL_MS));
  const { readings, failures } = (await load('closePages')) as { readings: number; failures: number };
  await subject.stop();
  return [
    { what: 'resident memory, idle, MB', value: idleMb, goal: 110 },
    { what: '… 1,000 endpoints', value: watching, goal: 140, note: 'the highest' },
    {
      what: `… ${OPEN_PAGES} open pages`,
      value: withPages,
      goal: 150,
      note: `the highest; ${readings} readings, ${failures} failed`,
    },
  ];
};

/** 10,000 endpoints a minute. */
export const measureMany: Measure = async (build: Build, { rounds }, say) => {
  const minutes = Math.max(2, Math.floor(rounds / 2));
  say(`${build.name}: 10,000 endpoints a minute, ${minutes} minutes`);
  const subject = await startSubject(build, { world: MANY, intervalSeconds: 60 });
  await subject.world('round', 3 * MINUTE_MS);
  await subject.world('mark');
  await subject.loopDelay();
  const take = async () => (await subject.world('count')) as number;
  const [before, waitedBefore] = [await take(), waitedMs(subject.pid)];
  const memory: number[] = [];
  for (const until = performance.now() + minutes * MINUTE_MS; performance.now() < until; await pause(1_000)) {
    memory.push(residentMb(subject.pid));
  }
  const done = (await take()) - before;
  const gaps = (await subject.world('gaps', MINUTE_MS)) as Gaps;
  const delay = await subject.loopDelay();
  const lateness = await latenessOf(subject);
  const waited = (waitedMs(subject.pid) - waitedBefore) / (minutes * MINUTE_MS);
  await subject.stop();
  const late = `${gaps.count} gaps, the schedule’s jitter included, median ${gaps.p50.toFixed(0)}, highest ${gaps.highest.toFixed(0)}; the loop was late by ${delay.p99.toFixed(0)} ms (p99); the machine kept it waiting for ${(waited * 100).toFixed(1)} % of the time`;
  return [
    {
      what: '10,000 a minute: scheduled checks not made, %',
      value: Math.max(0, 100 * (1 - done / (minutes * MANY.endpoints))),
      goal: 1,
      note: `${done} of ${minutes * MANY.endpoints} in ${minutes} minutes, whose ends cut a few`,
    },
    { what: '… checks start late, by the console’s account, p99 ms', value: lateness, goal: 1_000 },
    { what: '… gap between checks over the interval, p99 ms', value: gaps.p99, note: late },
    {
      what: '… resident memory, MB',
      value: Math.max(...memory),
      goal: 250,
      note: `the highest; the median is ${median(memory).toFixed(0)}`,
    },
  ];
};
