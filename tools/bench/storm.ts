/**
 * `npm run bench:storm`: a hundred endpoints in three environments fail and come back while Discord limits as it does, is out,
 * misbehaves, and while the console is killed. Ten minutes; `--only limits,outage` plays some. docs/benchmarks.md says more.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { databaseOf } from '../../libs/testing/servers/mongodb-server.ts';
import { buildApiIfChanged } from '../build.ts';
import { runCalm } from '../storm/calm.ts';
import type { StormReport } from '../storm/storm-report.ts';
import { killAgainAndAgain, killTheLeadingOne } from '../storm/kills.ts';
import { ENDPOINTS, StormStage } from '../storm/storm-stage.ts';
import { runStorm } from '../storm/storm.ts';
import { FOUL_AND_SLOW_WEATHER, FOUL_WEATHER } from '../storm/weather.ts';
import { atTheEnd, cleanUp } from './cleanup.ts';
import { machineFacts } from './measures/process-figures.ts';
import { report, row, skipped, YARDSTICKS, type Row, type Yardstick } from './report.ts';
import { percentile } from './statistics.ts';

const SEED = 1;
const SPREAD_MS = 60_000;
const OUTAGE_MS = 30_000;
const CALM_ROUNDS = 5;
const KILLS = 20;
const SERVER = process.env['MONGODB_TEST_URI'];

const storm = { seed: SEED, spreadMs: SPREAD_MS };

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  calm: async () => {
    const outcome = await onStage({}, (stage) => runCalm(stage, { rounds: CALM_ROUNDS, seed: SEED }));
    const slowestMs = Math.max(...outcome.openingsMs);
    return [
      row('calm: from failing to acknowledged, the slowest, s', {
        value: slowestMs / 1_000,
        shown: seconds(slowestMs),
        yardstick: YARDSTICKS.notifiedWhenCalm,
        note: `${outcome.openingsMs.length} failures, checked every 5 s, two failed checks in a row; p50 ${seconds(percentile(outcome.openingsMs, 0.5))} s`,
      }),
      ...faultRows('calm', outcome),
    ];
  },
  limits: async () => {
    const outcome = await onStage({}, (stage) => runStorm(stage, storm));
    return stormRows('at Discord’s limits', outcome, YARDSTICKS.lostAtLimits);
  },
  outage: async () => {
    // All at once: every alert falls into the outage.
    const outcome = await onStage({}, (stage) =>
      runStorm(stage, { seed: SEED, spreadMs: 8_000, meanwhile: () => outage(stage) }),
    );
    return stormRows('Discord out for 30 s', outcome, YARDSTICKS.lostInOutage);
  },
  foul: async () => {
    const outcome = await onStage({}, (stage) => runStorm(stage, { ...storm, weather: FOUL_WEATHER }));
    return stormRows('Discord misbehaves', outcome);
  },
  kills: async () => {
    const kills = { kills: KILLS, withinMs: 2 * SPREAD_MS, seed: SEED };
    const outcome = await onStage({}, (stage) =>
      runStorm(stage, {
        ...storm,
        weather: FOUL_AND_SLOW_WEATHER,
        meanwhile: () => killAgainAndAgain(stage, kills),
      }),
    );
    return stormRows(`… and ${KILLS} kill -9`, outcome);
  },
  replicas: async () => {
    if (!SERVER) return [skipped('… two consoles, the leading one killed', 'MONGODB_TEST_URI is not set')];
    const database = databaseOf(SERVER);
    const kills = { kills: 2, withinMs: SPREAD_MS, seed: SEED };
    try {
      const outcome = await onStage({ STORE_URL: database.url }, async (stage) => {
        await stage.launch();
        return runStorm(stage, {
          ...storm,
          weather: FOUL_AND_SLOW_WEATHER,
          meanwhile: () => killTheLeadingOne(stage, kills),
        });
      });
      return stormRows('… two consoles, the leading one killed', outcome);
    } finally {
      await database.remove();
    }
  },
};

/** Plays on a stage of its own, with one console. */
async function onStage(
  variables: Readonly<Record<string, string>>,
  play: (stage: StormStage) => Promise<StormReport>,
): Promise<StormReport> {
  const stage = await StormStage.open(variables);
  atTheEnd(() => stage.close());
  try {
    await stage.launch();
    return await play(stage);
  } finally {
    await stage.close();
  }
}

async function outage({ sandbox }: StormStage): Promise<void> {
  await sandbox.fault({ service: 'discord', kind: 'down' });
  await pause(OUTAGE_MS);
  await sandbox.clearFaults();
}

function stormRows(name: string, outcome: StormReport, yardstick: Yardstick = YARDSTICKS.faults): Row[] {
  const { named, messages, repeated, calls, openingsMs, endsMs } = outcome;
  const lost = ENDPOINTS.length - Math.min(openingsMs.length, endsMs.length);
  const times = (all: readonly number[]): string =>
    [0.5, 0.99].map((share) => seconds(percentile(all, share))).join(' / ');
  return [
    row(`${name}: lost of ${ENDPOINTS.length}`, {
      value: lost,
      shown: String(lost),
      yardstick,
      note: `${messages} messages reported ${ENDPOINTS.length} failures and as many recoveries; ${repeated} of them were sent again after an unknown outcome; calls: ${JSON.stringify(calls)}`,
    }),
    row(`… named of ${ENDPOINTS.length}, failing / back`, {
      value: Math.min(named.openings, named.ends),
      shown: `${named.openings} / ${named.ends}`,
      note: 'in the channel of their environment, each by its whole name',
    }),
    row('… from failing to acknowledged, p50 / p99, s', { value: 0, shown: times(openingsMs) }),
    row('… from coming back to acknowledged, p50 / p99, s', { value: 0, shown: times(endsMs) }),
    ...faultRows('…', outcome),
  ];
}

/** What the report finds must be nothing; where it is something, that is the news. */
function faultRows(name: string, { faults }: StormReport): Row[] {
  if (faults.length > 0) process.exitCode = 1;
  const shown = { value: faults.length, shown: String(faults.length), yardstick: YARDSTICKS.faults };
  return [row(`${name} doubled, out of order or astray`, { ...shown, note: faults.slice(0, 3).join('; ') })];
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

const { values } = parseArgs({ options: { only: { type: 'string', default: Object.keys(PARTS).join() } } });
const only = values.only.split(',');
const stranger = only.find((part) => !(part in PARTS));
if (stranger !== undefined) throw new Error(`--only ${stranger}: parts are ${Object.keys(PARTS).join(', ')}`);

const leave = () => void cleanUp().finally(() => process.exit(1));
process.once('SIGINT', leave).once('SIGTERM', leave);

buildApiIfChanged();
const facts = machineFacts();
const rows: Row[] = [];
for (const part of only) {
  console.error(`${new Date().toISOString().slice(11, 19)}  ${part}`);
  rows.push(...((await PARTS[part]?.()) ?? []));
}
console.log(`${facts}\n\n${report(rows)}`);
