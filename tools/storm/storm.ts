import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelList } from '@envscope/contracts/index.js';
import type { SandboxFault } from '../../libs/testing/sandbox.ts';
import { readEvidence, readProgress, type Progress } from './evidence.ts';
import { judgeStorm, type Judgement, type StormTarget } from './judge.ts';
import { seeded } from './seeded.ts';
import { ENDPOINTS, type Endpoint, type Stage } from './stage.ts';

export interface StormOptions {
  /** How long it takes until all have failed, and then until all are back. */
  readonly spreadMs: number;
  /** The same seed gives the same storm. */
  readonly seed: number;
  /** Armed when the first fails, and again when the first comes back. */
  readonly weather?: readonly SandboxFault[];
  /** What else happens meanwhile; judged is what is there once that is over too. */
  readonly meanwhile?: () => Promise<void>;
  /** How long anything may take until the storm counts as stuck. */
  readonly patienceMs?: number;
}

/** The storm is over, and what comes of it is not told in time. */
export class StuckStorm extends Error {}

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 120_000;

/** Has every endpoint fail and come back, waits until all of it is told, and judges what is there then. */
export async function runStorm(stage: Stage, options: StormOptions): Promise<Judgement> {
  const { patienceMs = PATIENCE_MS, meanwhile = () => Promise.resolve() } = options;
  const [targets] = await Promise.all([failAndComeBack(stage, options, patienceMs), meanwhile()]);
  await until(stage, patienceMs, ({ unresolved, waiting }) => unresolved === 0 && waiting === 0);
  return judgeStorm(targets, await readEvidence(stage.urls[0] ?? '', stage.sandbox));
}

/** It grows, and it dies down: single messages and many at once, both ways. */
async function failAndComeBack(
  stage: Stage,
  options: StormOptions,
  patienceMs: number,
): Promise<StormTarget[]> {
  const { spreadMs, weather = [] } = options;
  const random = seeded(options.seed);
  await foul(stage, weather);
  const failedAtMs = await spread(ENDPOINTS, spreadMs, () => Math.sqrt(random()), answerOf(stage, 503));
  await until(stage, patienceMs, ({ unresolved }) => unresolved === ENDPOINTS.length);
  await foul(stage, weather);
  const mendedAtMs = await spread(ENDPOINTS, spreadMs, () => 1 - Math.sqrt(random()), answerOf(stage, 200));
  return ENDPOINTS.map((endpoint, index) => {
    return { ...endpoint, failedAtMs: failedAtMs[index] ?? 0, mendedAtMs: mendedAtMs[index] ?? 0 };
  });
}

async function foul({ sandbox }: Stage, weather: readonly SandboxFault[]): Promise<void> {
  await sandbox.clearFaults();
  for (const fault of weather) await sandbox.fault(fault);
}

function answerOf(stage: Stage, status: number): (endpoint: Endpoint) => Promise<number> {
  return (endpoint) => stage.answer(endpoint, status);
}

/** Does it for each at its own moment, a share of the whole time. */
function spread<Item, Result>(
  items: readonly Item[],
  spreadMs: number,
  share: () => number,
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const moments = items.map((item) => ({ item, afterMs: share() * spreadMs }));
  return Promise.all(moments.map(({ item, afterMs }) => pause(afterMs).then(() => make(item))));
}

/** Waits for the consoles; meanwhile somebody watches the channels and has broken ones tried again. */
async function until(
  stage: Stage,
  patienceMs: number,
  isThere: (progress: Progress) => boolean,
): Promise<void> {
  const deadlineMs = Date.now() + patienceMs;
  let last: Progress | undefined;
  while (!last || !isThere(last)) {
    if (Date.now() > deadlineMs) throw new StuckStorm(`No further than ${JSON.stringify(last ?? null)}`);
    await pause(LOOK_EVERY_MS);
    const [progress] = await Promise.all(stage.urls.map((url) => lookAt(stage, url)));
    last = progress;
  }
}

/** Undefined where the console has been killed meanwhile. */
async function lookAt(stage: Stage, url: string): Promise<Progress | undefined> {
  try {
    await mendChannels(url);
    return await readProgress(url);
  } catch (error) {
    if (stage.urls.includes(url)) throw error;
    return undefined;
  }
}

async function mendChannels(url: string): Promise<void> {
  const path = `${url}/api/internal/channels`;
  const { channels } = (await (await fetch(path)).json()) as ChannelList;
  for (const { id, health } of channels) {
    if (health === 'broken') await fetch(`${path}/${id}/retries`, { method: 'POST' });
  }
}
