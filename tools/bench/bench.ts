/**
 * `npm run bench`: measures the built console against a thousand local endpoints and prints a table beside our goals and
 * Uptime Kuma's figures. `--quick` takes two minutes instead of ten; docs/benchmarks.md says how each figure comes about.
 */
import { buildApiIfChanged, buildIfChanged } from '../build.ts';
import { measureBusy, measureHammered } from './measures/api.ts';
import { measureBundle } from './measures/bundle.ts';
import { measureChecks, measureDisk, measureOpenPages, roundEnd } from './measures/checks.ts';
import { runAndLeave } from './cleanup.ts';
import { startConsole } from './bench-console.ts';
import { ENGINE_PARTS, measureEngine } from './engine/engine.ts';
import { measurePage } from './measures/page.ts';
import { startPart } from './parts/part.ts';
import { readPlan, type Plan } from './plan.ts';
import { machineFacts } from './measures/process-figures.ts';
import { report, type Row } from './report.ts';
import { measureStore } from './measures/store.ts';

/** At this pace a thousand endpoints give 200 results a second. */
const BUSY_INTERVAL_SECONDS = 5;

const startedAt = performance.now();

/** Progress goes to the error stream, so that the report alone can be kept. */
function say(what: string): void {
  console.error(`${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${what}`);
}

async function measureConsole(plan: Plan): Promise<Row[]> {
  const targets = startPart('targets.ts');
  const load = startPart('load.ts');
  const pairs = (await targets('start')) as string[];
  const has = (part: string): boolean => plan.only.has(part);
  const start = (intervalSeconds: number) =>
    startConsole({ pairs, intervalSeconds, profileDirectory: plan.profileDirectory });
  const rows: Row[] = [];

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
  if (has('checks')) rows.push(measureDisk(subject, (await targets('count')) as number));

  if (has('api')) {
    subject = await start(BUSY_INTERVAL_SECONDS);
    await roundEnd(targets, { intervalSeconds: BUSY_INTERVAL_SECONDS });
    rows.push(await subject.profiled('busy', () => measureBusy({ ...run, subject })));
    await subject.stop();
  }
  return rows;
}

async function main(): Promise<number> {
  const plan = readPlan(process.argv.slice(2));
  const has = (...parts: readonly string[]): boolean => parts.some((part) => plan.only.has(part));
  if (has('page')) buildIfChanged();
  else buildApiIfChanged();
  const facts = machineFacts();
  const rows: Row[] = [];
  if (has('page')) rows.push(...measureBundle());
  if (has('checks', 'page', 'api')) rows.push(...(await measureConsole(plan)));
  if (has('store')) rows.push(...(await measureStore({ plan, say })));
  const engine = has(...Object.keys(ENGINE_PARTS)) ? await measureEngine(plan, say) : '';
  console.log([facts, ...(rows.length > 0 ? [report(rows)] : []), engine].join('\n\n').trimEnd());
  return 0;
}

runAndLeave(main);
