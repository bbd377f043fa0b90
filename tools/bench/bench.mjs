/**
 * `npm run bench`: measures the built console against a thousand local endpoints and prints a table beside our goals and
 * Uptime Kuma's figures. `--quick` takes two minutes instead of ten; docs/benchmarks.md tells how each figure comes about.
 */
import { buildIfChanged } from '../build.mjs';
import { measureBusy, measureHammered } from './measures/api.mjs';
import { measureBundle } from './measures/bundle.mjs';
import { measureChecks, measureDisk, measureOpenPages, roundEnd } from './measures/checks.mjs';
import { cleanUp } from './cleanup.mjs';
import { startConsole } from './console-process.mjs';
import { measurePage } from './measures/page.mjs';
import { startPart } from './parts/part.mjs';
import { readPlan } from './plan.mjs';
import { machineFacts } from './measures/process-figures.mjs';
import { report } from './report.mjs';
import { measureStore } from './measures/store.mjs';

/** At this pace a thousand endpoints give 200 results a second. */
const BUSY_INTERVAL_SECONDS = 5;

const startedAt = performance.now();

/** Progress goes to the error stream, so that the report alone can be kept. */
function say(what) {
  console.error(`${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${what}`);
}

async function measureConsole(plan) {
  const targets = startPart('targets.mjs');
  const load = startPart('load.mjs');
  const pairs = await targets('start');
  const has = (part) => plan.only.has(part);
  const start = (intervalSeconds) =>
    startConsole({ pairs, intervalSeconds, profileDirectory: plan.profileDirectory });
  const rows = [];

  let subject = await start(plan.intervalSeconds);
  const run = { subject, targets, load, plan, say };
  if (has('checks')) {
    rows.push(...(await subject.profiled('checks', () => measureChecks(run))), await measureOpenPages(run));
  } else {
    await roundEnd(targets, plan);
  }
  if (has('page')) rows.push(...(await measurePage(run)));
  if (has('api')) rows.push(...(await subject.profiled('api', () => measureHammered(run))));
  await subject.stop();
  if (has('checks')) rows.push(measureDisk(subject, await targets('count')));

  if (has('api')) {
    subject = await start(BUSY_INTERVAL_SECONDS);
    await roundEnd(targets, { intervalSeconds: BUSY_INTERVAL_SECONDS });
    rows.push(await subject.profiled('busy', () => measureBusy({ ...run, subject })));
    await subject.stop();
  }
  return rows;
}

async function main() {
  const plan = readPlan(process.argv.slice(2));
  buildIfChanged();
  const facts = machineFacts();
  const rows = [];
  if (plan.only.has('page')) rows.push(...measureBundle());
  if (['checks', 'page', 'api'].some((part) => plan.only.has(part)))
    rows.push(...(await measureConsole(plan)));
  if (plan.only.has('store')) rows.push(...(await measureStore({ plan, say })));
  console.log(`${facts}\n\n${report(rows)}`);
}

let leaving;

/** Leaves once: what is interrupted fails, and must not be told as a failure. */
function leave(code, message) {
  leaving ??= (async () => {
    if (message) console.error(message);
    await cleanUp();
    process.exit(code);
  })();
}

process.on('SIGINT', () => leave(130));
process.on('SIGTERM', () => leave(143));

main().then(
  () => leave(0),
  (error) => leave(1, error.message),
);
