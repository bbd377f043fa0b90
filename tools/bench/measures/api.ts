/** How fast the API answers: asked as hard as it bears, and at a pace while checks run. */
import { cpuMs, waitedMs } from './process-figures.ts';
import type { Hammered, Paced } from '../parts/load.ts';
import { row, YARDSTICKS, type Row } from '../report.ts';
import type { Run } from '../run.ts';
import { median, spread } from '../statistics.ts';

const CONNECTIONS = 50;
const PACED_PER_SECOND = 50;
const MONITORED = '/api/internal/environments/dev';
const OVERVIEW = '/api/internal/overview';
const DASHBOARD = `${MONITORED}/dashboard`;
const SERIES = `${MONITORED}/services/endpoints/series?target=t7&points=240`;
const WARM_UP_MS = 1_000;

const one = (value: number): string => value.toFixed(1);

/** Dashboard and overview, asked by 50 connections without a pause. */
export async function measureHammered({ subject, load, plan, say }: Run): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, path] of [
    ['dashboard', DASHBOARD],
    ['overview', OVERVIEW],
  ] as const) {
    say(`${name}, ${CONNECTIONS} connections, ${plan.hammerRuns} × ${plan.hammerMs / 1_000} s`);
    const question = { url: subject.url + path, connections: CONNECTIONS };
    await load('hammer', { ...question, ms: WARM_UP_MS });
    const runs: Hammered[] = [];
    const cpuBefore = cpuMs(subject.pid);
    for (let run = 0; run < plan.hammerRuns; run += 1) {
      runs.push((await load('hammer', { ...question, ms: plan.hammerMs })) as Hammered);
    }
    const answers = runs.reduce((sum, { count }) => sum + count, 0);
    const cost = ((cpuMs(subject.pid) - cpuBefore) / answers).toFixed(2);
    const perSecond = Math.round(median(runs.map((each) => each.perSecond)));
    for (const share of ['p50', 'p99'] as const) {
      const values = runs.map((each) => each[share]);
      const note =
        share === 'p50'
          ? `${CONNECTIONS} kept connections, ${perSecond} answers a second in all, ${cost} ms of CPU each`
          : '';
      rows.push(row(`${name} ${share}, ms`, { value: median(values), shown: spread(values, one), note }));
    }
  }
  return rows;
}

/** Answers at a steady pace while the store takes results: the console has to check the endpoints as fast for that. */
export async function measureBusy({ subject, targets, load, plan, say }: Run): Promise<Row> {
  const paths = [DASHBOARD, OVERVIEW, SERIES];
  const question = { origin: subject.url, paths, perSecond: PACED_PER_SECOND, connections: CONNECTIONS };
  say(`${PACED_PER_SECOND} requests/s beside the checks, ${plan.pacedRuns} × ${plan.pacedMs / 1_000} s`);
  await load('pace', { ...question, ms: WARM_UP_MS });
  const take = async () => ({
    checks: (await targets('count')) as number,
    waitedMs: waitedMs(subject.pid),
    atMs: performance.now(),
  });
  const before = await take();
  const runs: Paced[] = [];
  for (let run = 0; run < plan.pacedRuns; run += 1) {
    runs.push((await load('pace', { ...question, ms: plan.pacedMs })) as Paced);
  }
  const after = await take();
  const tookMs = after.atMs - before.atMs;
  const perSecond = Math.round((after.checks - before.checks) / (tookMs / 1_000));
  const waited = (after.waitedMs - before.waitedMs) / tookMs;
  const of = (pick: (run: Paced) => number): number[] => runs.map(pick);
  const p99s = of(({ all }) => all.p99);
  return row('API p99 while results are stored, ms', {
    value: median(p99s),
    shown: spread(p99s, one),
    yardstick: YARDSTICKS.busyApi,
    note: [
      `${perSecond} checks/s in rounds of 1,000`,
      `dashboard, overview and a series by turns, ${PACED_PER_SECOND}/s`,
      `p50 ${one(median(of(({ all }) => all.p50)))}`,
      `series alone p99 ${one(median(of(({ byPath }) => byPath[SERIES]?.p99 ?? NaN)))}`,
      `the machine kept the console waiting for ${one(waited * 100)} % of the time`,
    ].join('; '),
  });
}
