/** A console with its endpoints, alone or with workers of which one is killed again and again. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { presentBuild } from '../engine/build.ts';
import { read, startSubject, type LoopDelay, type Subject } from '../engine/subject.ts';
import { cpuMs, residentMb } from '../measures/process-figures.ts';
import { startPart } from '../parts/part.ts';
import type { Stored } from '../parts/stored-part.ts';
import type { Gaps } from '../parts/world.ts';
import { startCrew, type Crew } from './crew.ts';
import type { MeasuredTime } from './kept-plan.ts';
import { startQueueServer, type QueueServer } from './queue-server.ts';

/** How much is measured. */
export interface Amounts {
  readonly endpoints: number;
  readonly intervalSeconds: number;
  readonly warmUpIntervals: number;
  readonly intervals: number;
  readonly killEveryMs: number;
  readonly seed: number;
}

export interface Outcome {
  readonly minutes: number;
  /** Requests that the endpoints saw. */
  readonly asked: number;
  /** How many the plan has for that time. */
  readonly due: number;
  /** Between two requests of one endpoint. */
  readonly gaps: Gaps;
  readonly stored: Stored;
  readonly consoleCpuMs: number;
  readonly consoleMb: number;
  readonly loopDelay: LoopDelay;
  readonly crew: CrewOutcome | undefined;
}

export interface CrewOutcome {
  readonly kills: number;
  readonly cpuMs: number;
  readonly mb: number;
  /** Checks that the console made in workers' place. */
  readonly standIns: number;
  /** By name, how often Redis was asked. */
  readonly calls: ReadonlyMap<string, number>;
  readonly redisCpuMs: number;
  readonly redisMb: number;
}

type Say = (what: string) => void;

/** The libs' sources name what the compiler would write. */
const FROM_SOURCE = fileURLToPath(new URL('../../../libs/testing/from-source.ts', import.meta.url));
const ADDRESSES = 1_000;
const SAMPLE_EVERY_MS = 1_000;
const READ_TIMES = 3;
const MINUTE_MS = 60_000;

/** One console that checks everything itself. */
export async function measureAlone(amounts: Amounts, say: Say): Promise<Outcome> {
  return measure(await subjectOf(amounts), amounts, undefined, say);
}

/** A console and two workers. */
export async function measureCrew(amounts: Amounts, say: Say): Promise<Outcome> {
  const server = await startQueueServer();
  const variables = { QUEUE_URL: server.url };
  const subject = await subjectOf(amounts, variables);
  const own = { APP_ENV: 'prod', ENVIRONMENTS: 'dev,staging,prod' };
  const interval = { CHECK_INTERVAL_SECONDS: String(amounts.intervalSeconds) };
  const crew = await startCrew({
    ...amounts,
    variables: { ...own, ...interval, ...variables },
    folder: subject.folder,
  });
  return measure(subject, amounts, { crew, server }, say);
}

function subjectOf(amounts: Amounts, variables: Readonly<Record<string, string>> = {}): Promise<Subject> {
  const { endpoints, intervalSeconds } = amounts;
  const world = { endpoints, addresses: Math.min(ADDRESSES, endpoints), answerMs: 5 };
  return startSubject(presentBuild(), { world, intervalSeconds, variables, isOneOfMany: true });
}

interface Helpers {
  readonly crew: Crew;
  readonly server: QueueServer;
}

async function measure(
  subject: Subject,
  { endpoints, intervalSeconds, warmUpIntervals, intervals }: Amounts,
  helpers: Helpers | undefined,
  say: Say,
): Promise<Outcome> {
  const intervalMs = intervalSeconds * 1_000;
  say(`… ${warmUpIntervals} intervals of ${intervalSeconds} s to warm up`);
  await pause(warmUpIntervals * intervalMs);
  say(`… ${intervals} intervals${helpers ? ', with workers killed' : ''}`);
  const killing = helpers?.crew.killAgainAndAgain();
  // Awaited at the end; one that fails meanwhile must not end everything before it is cleaned up.
  killing?.catch(() => undefined);
  await subject.world('mark');
  await subject.loopDelay();
  const fromMs = Date.now();
  const take = async () => ({
    asked: (await subject.world('count')) as number,
    cpu: cpuMs(subject.pid),
    crew: helpers?.crew.cpuMs() ?? 0,
    redis: helpers ? cpuMs(helpers.server.pid) : 0,
    calls: (await helpers?.server.calls()) ?? new Map<string, number>(),
  });
  const before = await take();
  const [consoleMb, crewMb] = [[0], [0]];
  let standIns = 0;
  let countedMs = fromMs;
  for (const until = fromMs + intervals * intervalMs; Date.now() < until; await pause(SAMPLE_EVERY_MS)) {
    consoleMb.push(residentMb(subject.pid));
    crewMb.push(helpers?.crew.residentMb() ?? 0);
    if (helpers && Date.now() - countedMs >= MINUTE_MS) {
      standIns += await standInsOf(subject);
      countedMs += MINUTE_MS;
    }
  }
  const after = await take();
  const toMs = Date.now();
  if (helpers && toMs - countedMs > SAMPLE_EVERY_MS) standIns += await standInsOf(subject);
  const gaps = (await subject.world('gaps', 0)) as Gaps;
  const loopDelay = await subject.loopDelay();
  helpers?.crew.stop();
  await killing;
  const kills = helpers?.crew.kills ?? 0;
  const redisMb = (await helpers?.server.peakMb()) ?? 0;
  await subject.stop();
  await helpers?.crew.leave();
  const stored = await storedBy(subject, { fromMs, toMs, intervalMs });
  return {
    minutes: (toMs - fromMs) / MINUTE_MS,
    asked: after.asked - before.asked,
    due: (endpoints * (toMs - fromMs)) / intervalMs,
    gaps,
    stored,
    consoleCpuMs: after.cpu - before.cpu,
    consoleMb: Math.max(...consoleMb),
    loopDelay,
    crew: helpers && {
      kills,
      cpuMs: after.crew - before.crew,
      mb: Math.max(...crewMb),
      standIns,
      calls: difference(before.calls, after.calls),
      redisCpuMs: after.redis - before.redis,
      redisMb,
    },
  };
}

async function standInsOf(subject: Subject): Promise<number> {
  for (let left = READ_TIMES; ; left -= 1) {
    try {
      return (await read<{ standInsPerMinute: number }>(subject, '/workers')).standInsPerMinute;
    } catch (error) {
      // A machine that is busy with other work may keep the console from reading a request in time.
      if (left <= 1) throw error;
      await pause(SAMPLE_EVERY_MS);
    }
  }
}

async function storedBy({ folder }: Subject, time: MeasuredTime): Promise<Stored> {
  const part = startPart('stored-part.ts', { execArgv: ['--import', FROM_SOURCE] });
  return (await part('read', { ...time, file: join(folder, 'data/envscope.db') })) as Stored;
}

/** `INFO` is the benchmark's own. */
function difference(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const calls = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return new Map(calls.filter(([name, count]) => count > 0 && name !== 'info'));
}
