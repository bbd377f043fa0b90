/** How fast the API answers: asked as hard as it bears, and at a pace while checks run. */
import { watchMachine } from './process-figures.mjs';
import { row, YARDSTICKS } from './report.mjs';
import { median, spread } from './statistics.mjs';

const CONNECTIONS = 50;
const PACED_PER_SECOND = 50;
const MONITORED = '/api/internal/environments/dev';
const OVERVIEW = '/api/internal/overview';
const DASHBOARD = `${MONITORED}/dashboard`;
const SERIES = `${MONITORED}/services/endpoints/series?target=t7&points=240`;
const WARM_UP_MS = 1_000;

const one = (value) => value.toFixed(1);

/** Dashboard and overview, asked by 50 connections without a pause. */
export async function measureHammered({ subject, load, plan, say }) {
  const rows = [];
  for (const [name, path] of [
    ['dashboard', DASHBOARD],
    ['overview', OVERVIEW],
  ]) {
    say(`${name}, ${CONNECTIONS} connections, ${plan.hammerRuns} × ${plan.hammerMs / 1_000} s`);
    const question = { url: subject.url + path, connections: CONNECTIONS };
    await load('hammer', { ...question, ms: WARM_UP_MS });
    const runs = [];
    for (let run = 0; run < plan.hammerRuns; run += 1)
      runs.push(await load('hammer', { ...question, ms: plan.hammerMs }));
    const perSecond = Math.round(median(runs.map((each) => each.perSecond)));
    for (const share of ['p50', 'p99']) {
      const values = runs.map((each) => each[share]);
      const note =
        share === 'p50' ? `${CONNECTIONS} kept connections, ${perSecond} answers a second in all` : '';
      rows.push(row(`${name} ${share}, ms`, { value: median(values), shown: spread(values, one), note }));
    }
  }
  return rows;
}

/** Answers at a steady pace while the store takes results: the console has to check the endpoints as fast for that. */
export async function measureBusy({ subject, targets, load, plan, say }) {
  const paths = [DASHBOARD, OVERVIEW, SERIES];
  const question = { origin: subject.url, paths, perSecond: PACED_PER_SECOND, connections: CONNECTIONS };
  say(`${PACED_PER_SECOND} requests/s beside the checks, ${plan.pacedRuns} × ${plan.pacedMs / 1_000} s`);
  await load('pace', { ...question, ms: WARM_UP_MS });
  const before = { checks: await targets('count'), atMs: performance.now() };
  const machine = watchMachine();
  const runs = [];
  for (let run = 0; run < plan.pacedRuns; run += 1) {
    runs.push(await load('pace', { ...question, ms: plan.pacedMs }));
  }
  const lateMs = machine.stop();
  const checks = (await targets('count')) - before.checks;
  const perSecond = Math.round(checks / ((performance.now() - before.atMs) / 1_000));
  const of = (pick) => runs.map(pick);
  const p99s = of(({ all }) => all.p99);
  return row('API p99 while results are stored, ms', {
    value: median(p99s),
    shown: spread(p99s, one),
    yardstick: YARDSTICKS.busyApi,
    note: [
      `${perSecond} checks/s in rounds of 1,000`,
      `dashboard, overview and a series by turns, ${PACED_PER_SECOND}/s`,
      `p50 ${one(median(of(({ all }) => all.p50)))}`,
      `series alone p99 ${one(median(of(({ byPath }) => byPath[SERIES].p99)))}`,
      `meanwhile an idle process was woken up to ${one(lateMs)} late (p99)`,
    ].join('; '),
  });
}
