/**
 * `npm run hostile`: requests that nobody would send by mistake, to every operation that the OpenAPI document names, against the
 * built console; the same as everybody who may come, signed out, with roles, with keys; then what else is done to it: two consoles on one store that drops writes, whose leader stands still and whose
 * people act at once, an end without a store, clocks that are set. Exits with 1 where anything is not as promised
 * (docs/reliability.md).
 *
 * `-- --requests 20000`: how many. `--seed 7`: the same ones again. `--requests-only`: leaves out the rest.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildApiIfChanged } from '../build.ts';
import { runCampaign, runTrespass } from './campaign.ts';
import { AttackedConsole } from './attacked-console.ts';

/** Whole processes to which something happens; what is not installed is left out, and said. */
const MISHAPS = ['tools/storm/replicas', 'tools/storm/ending', 'tools/clocks'];

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'requests-only': { type: 'boolean', default: false },
  },
});

console.log(`Seed ${values.seed}`);
buildApiIfChanged();
const stage = await AttackedConsole.open();
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

const guarded = await AttackedConsole.open({ ALLOW_UNAUTHENTICATED: 'false' });
try {
  const options = { seed: Number(values.seed), requests: Number(values.requests) };
  const { faults, statuses, callers } = await runTrespass(guarded, options);
  console.log(`As ${callers.join(', ')}: ${JSON.stringify(statuses)}`);
  console.log(faults.length === 0 ? 'Everybody got what is theirs.' : faults.join('\n'));
  process.exitCode ||= faults.length === 0 ? 0 : 1;
} finally {
  await guarded.close();
}

if (!values['requests-only']) {
  const { status } = spawnSync('npm', ['run', '--silent', 'jest', '--', ...MISHAPS], { stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}
