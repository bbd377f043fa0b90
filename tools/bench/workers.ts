/**
 * `npm run bench:workers`: ten thousand endpoints a minute, checked by one console alone and then by a console with two workers, of
 * which one is killed every ten seconds. Ends with an error where a promise of docs/workers.md is broken. `--quick` takes four minutes.
 */
import { parseArgs } from 'node:util';
import { buildApiIfChanged } from '../build.ts';
import { runAndLeave } from './cleanup.ts';
import { measureAlone, measureCrew, type Amounts } from './crew/measure.ts';
import { brokenPromises, tableOf } from './crew/table.ts';
import { machineFacts } from './measures/process-figures.ts';

const FULL: Omit<Amounts, 'seed'> = {
  endpoints: 10_000,
  intervalSeconds: 60,
  warmUpIntervals: 2,
  intervals: 5,
  killEveryMs: 10_000,
};
const QUICK = { ...FULL, endpoints: 3_000, intervalSeconds: 20, intervals: 3 };

const startedAt = performance.now();

function say(what: string): void {
  console.error(`${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${what}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  const intervals = values.minutes
    ? Math.ceil((Number(values.minutes) * 60) / usual.intervalSeconds)
    : usual.intervals;
  const amounts = { ...usual, intervals, seed: Number(values.seed) };
  if (!(amounts.seed >= 0 && amounts.intervals > 0)) throw new Error('--seed and --minutes: numbers');
  buildApiIfChanged();
  const facts = machineFacts();
  const { endpoints, intervalSeconds, seed } = amounts;
  const what = `${endpoints} endpoints every ${intervalSeconds} s, seed ${seed}`;
  say(`${what}: one console alone`);
  const alone = await measureAlone(amounts, say);
  say('a console and two workers');
  const crew = await measureCrew(amounts, say);
  console.log([facts, what, tableOf({ alone, crew })].join('\n\n'));
  const broken = brokenPromises(crew);
  broken.forEach((promise) => console.log(`BROKEN  ${promise}`));
  return broken.length > 0 ? 1 : 0;
}

runAndLeave(main);
