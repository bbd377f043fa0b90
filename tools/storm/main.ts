/**
 * `npm run storm`: a hundred endpoints fail and come back while Discord misbehaves, against the built console. Exits with 1
 * where anything that is promised does not hold.
 *
 * `-- --kills 20`: the console dies by SIGKILL as often. `--replicas`: two consoles on the MongoDB of MONGODB_TEST_URI, of
 * which the leading one is killed (once unless `--kills` says otherwise). `--calm`: Discord has its ordinary limits alone.
 * `--seconds 60`: from the first failure to the last, and back. `--seed 7`: the same storm again.
 */
import { parseArgs } from 'node:util';
import { databaseOf } from '../../libs/testing/servers/mongodb-server.ts';
import { percentile } from '../bench/statistics.ts';
import { buildApiIfChanged } from '../build.ts';
import type { StormReport } from './storm-report.ts';
import { killAgainAndAgain, killTheLeadingOne } from './kills.ts';
import { StormStage } from './storm-stage.ts';
import { runStorm } from './storm.ts';
import { FOUL_AND_SLOW_WEATHER, FOUL_WEATHER } from './weather.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    replicas: { type: 'boolean', default: false },
    calm: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
const spreadMs = Number(values.seconds) * 1_000;
const kills = { kills: Number(values.kills ?? (values.replicas ? 1 : 0)), withinMs: 2 * spreadMs, seed };
const weather = kills.kills > 0 ? FOUL_AND_SLOW_WEATHER : FOUL_WEATHER;

console.log(`Seed ${seed}`);
buildApiIfChanged();
const database = values.replicas ? databaseOf(process.env['MONGODB_TEST_URI'] ?? '') : undefined;
const stage = await StormStage.open(database && { STORE_URL: database.url });
const leave = () => void stage.close().finally(() => process.exit(1));
process.once('SIGINT', leave).once('SIGTERM', leave);
try {
  await stage.launch();
  if (values.replicas) await stage.launch();
  const report = await runStorm(stage, {
    seed,
    spreadMs,
    weather: values.calm ? [] : weather,
    meanwhile: () => (values.replicas ? killTheLeadingOne : killAgainAndAgain)(stage, kills),
  });
  print(report);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  await stage.close();
  await database?.remove();
}

function print({ faults, named, messages, repeated, calls, openingsMs, endsMs }: StormReport): void {
  const times = (all: readonly number[]) =>
    [0.5, 0.99].map((share) => `${(percentile([...all], share) / 1_000).toFixed(1)} s`).join(' and ');
  console.log(`${openingsMs.length} failures, notified after ${times(openingsMs)} (p50 and p99)`);
  console.log(`${endsMs.length} recoveries, notified after ${times(endsMs)}`);
  console.log(`Messages name ${named.openings} that fail, and ${named.ends} that are back`);
  console.log(`${messages} messages, of which ${repeated} were sent again after an unknown outcome`);
  console.log(`What Discord answered: ${JSON.stringify(calls)}`);
  console.log(faults.length === 0 ? 'Everything that is promised holds.' : faults.join('\n'));
}
