import { setTimeout as pause } from 'node:timers/promises';
import { readEvidence } from './evidence.ts';
import { reportOf, type StormReport, type StormTarget } from './storm-report.ts';
import { until } from './onlooker.ts';
import { seeded } from './seeded.ts';
import { CHECK_INTERVAL_MS, ENDPOINTS, ENVIRONMENTS, type Endpoint, type StormStage } from './storm-stage.ts';

/** Has one endpoint of each environment fail and come back, as often as there are rounds, and each time another one. */
export async function runCalm(
  stage: StormStage,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): Promise<StormReport> {
  const random = seeded(seed);
  const targets: StormTarget[] = [];
  // At any moment between two checks: whoever fails right after one waits longest.
  const answerSoon = async (endpoint: Endpoint, status: number) => {
    await pause(random() * CHECK_INTERVAL_MS);
    return stage.answer(endpoint, status);
  };
  for (let round = 0; round < rounds; round += 1) {
    const failing = ENVIRONMENTS.flatMap(
      (id) => ENDPOINTS.filter(({ environment }) => environment === id)[round] ?? [],
    );
    const failedAtMs = await Promise.all(failing.map((endpoint) => answerSoon(endpoint, 503)));
    await until(stage, ({ unresolved, waiting }) => unresolved === failing.length && waiting === 0);
    const recoveredAtMs = await Promise.all(failing.map((endpoint) => answerSoon(endpoint, 200)));
    await until(stage, ({ unresolved, waiting }) => unresolved === 0 && waiting === 0);
    failing.forEach((endpoint, index) =>
      targets.push({
        ...endpoint,
        failedAtMs: failedAtMs[index] ?? 0,
        recoveredAtMs: recoveredAtMs[index] ?? 0,
      }),
    );
  }
  return reportOf(targets, await readEvidence(stage.urls[0] ?? '', stage.sandbox));
}
