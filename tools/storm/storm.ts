import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxFault } from '../../libs/testing/servers/sandbox.ts';
import { readEvidence } from './evidence.ts';
import { reportOf, type StormReport, type StormTarget } from './storm-report.ts';
import { until } from './onlooker.ts';
import { seeded } from './seeded.ts';
import { ENDPOINTS, type Endpoint, type StormStage } from './storm-stage.ts';

export interface StormOptions {
  /** How long it takes until all have failed, and then until all are back. */
  readonly spreadMs: number;
  /** The same seed gives the same storm. */
  readonly seed: number;
  /** Armed when the first fails, and again when the first comes back. */
  readonly weather?: readonly SandboxFault[];
  /** What else happens meanwhile; judged is what is there once that is over too. */
  readonly meanwhile?: () => Promise<void>;
}

/** Has every endpoint fail and come back, waits until all of it is delivered, and judges what is there then. */
export async function runStorm(stage: StormStage, options: StormOptions): Promise<StormReport> {
  const { meanwhile = () => Promise.resolve() } = options;
  const [targets] = await Promise.all([failAndComeBack(stage, options), meanwhile()]);
  await until(stage, ({ unresolved, waiting }) => unresolved === 0 && waiting === 0);
  return reportOf(targets, await readEvidence(stage.urls[0] ?? '', stage.sandbox));
}

/** It grows, and it dies down: single messages and many at once, both ways. */
async function failAndComeBack(stage: StormStage, options: StormOptions): Promise<StormTarget[]> {
  const { spreadMs, weather = [] } = options;
  const random = seeded(options.seed);
  await foul(stage, weather);
  const failedAtMs = await spread(ENDPOINTS, spreadMs, () => Math.sqrt(random()), answerOf(stage, 503));
  await until(stage, ({ unresolved }) => unresolved === ENDPOINTS.length);
  // What nobody can read the answer to is given up the second time: that fault comes once.
  await foul(
    stage,
    weather.filter(({ kind }) => kind !== 'invalid-json'),
  );
  const recoveredAtMs = await spread(
    ENDPOINTS,
    spreadMs,
    () => 1 - Math.sqrt(random()),
    answerOf(stage, 200),
  );
  return ENDPOINTS.map((endpoint, index) => {
    return { ...endpoint, failedAtMs: failedAtMs[index] ?? 0, recoveredAtMs: recoveredAtMs[index] ?? 0 };
  });
}

async function foul({ sandbox }: StormStage, weather: readonly SandboxFault[]): Promise<void> {
  if (weather.length === 0) return;
  await sandbox.clearFaults();
  for (const fault of weather) await sandbox.fault(fault);
}

function answerOf(stage: StormStage, status: number): (endpoint: Endpoint) => Promise<number> {
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
