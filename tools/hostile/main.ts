/**
 * `npm run hostile`: requests that nobody would send by mistake, to every operation that the OpenAPI document names, against the
 * built console. Exits with 1 where an answer or the console afterwards is not as promised (docs/reliability.md).
 *
 * `-- --requests 20000`: how many. `--seed 7`: the same ones again.
 */
import { parseArgs } from 'node:util';
import { buildApiIfChanged } from '../build.mjs';
import { runCampaign } from './campaign.ts';
import { Stage } from './stage.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

console.log(`Seed ${values.seed}`);
buildApiIfChanged();
const stage = await Stage.open();
const leave = () => void stage.close().finally(() => process.exit(1));
process.once('SIGINT', leave).once('SIGTERM', leave);
try {
  const report = await runCampaign(stage, { seed: Number(values.seed), requests: Number(values.requests) });
  const { faults, statuses, slowestMs, largestBytes, residentMiB } = report;
  console.log(`Answers by status: ${JSON.stringify(statuses)}`);
  console.log(
    `Slowest ${slowestMs} ms; largest error ${largestBytes.error} bytes, success ${largestBytes.success} bytes`,
  );
  console.log(`Resident afterwards: ${residentMiB ?? 'unknown'} MiB`);
  console.log(faults.length === 0 ? 'The console held.' : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await stage.close();
}
