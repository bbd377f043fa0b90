/**
 * `npm run storm`: a hundred endpoints fail and come back while Discord misbehaves, against the built console. Exits with 1
 * where anything that is promised does not hold. `-- --calm` without faults, `--seconds 60` from the first failure to the last, `--seed 7`.
 */
import { parseArgs } from 'node:util';
import { buildApiIfChanged } from '../build.mjs';
import { percentile } from '../bench/statistics.mjs';
import { Stage } from './stage.ts';
import { runStorm } from './storm.ts';
import { FOUL_WEATHER } from './weather.ts';

const { values } = parseArgs({
  options: {
    calm: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
const spreadMs = Number(values.seconds) * 1_000;

buildApiIfChanged();
console.log(`Seed ${seed}`);
const stage = await Stage.open();
try {
  await stage.launch();
  const startedMs = Date.now();
  const judgement = await runStorm(stage, { seed, spreadMs, weather: values.calm ? [] : FOUL_WEATHER });
  const { faults, messages, repeated, calls, openingsMs, endsMs } = judgement;
  const shown = (times: readonly number[]) =>
    [0.5, 0.99, 1].map((share) => `${(percentile([...times], share) / 1_000).toFixed(1)} s`).join(', ');
  console.log(`${openingsMs.length} openings told after (p50, p99, last): ${shown(openingsMs)}`);
  console.log(`${endsMs.length} ends told after: ${shown(endsMs)}`);
  console.log(`${messages} messages, of which ${repeated} were sent again after an unknown outcome`);
  console.log(`Calls: ${JSON.stringify(calls)}`);
  console.log(`${((judgement.toldAtMs - startedMs) / 1_000).toFixed(0)} s in all`);
  console.log(faults.length === 0 ? 'Everything that is promised holds.' : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await stage.close();
}
